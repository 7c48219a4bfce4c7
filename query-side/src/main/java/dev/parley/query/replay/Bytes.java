package dev.parley.query.replay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.io.JsonStringEncoder;

/** Text that is put together from parts which mostly are bytes already. Not for several threads at once. */
final class Bytes {

    /** Characters that stand in a JSON string as they are, in one byte. Looked up, because there are so very many. */
    private static final boolean[] PLAIN = plain();

    private byte[] buffer;
    private int size;

    Bytes(int capacity) {
        buffer = new byte[capacity];
    }

    int size() {
        return size;
    }

    Bytes put(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
        return this;
    }

    /** Of plain ASCII. */
    @SuppressWarnings("deprecation") // the only way that copies ASCII without looking at it
    Bytes ascii(String text) {
        int length = text.length();
        room(length);
        text.getBytes(0, length, buffer, size);
        size += length;
        return this;
    }

    Bytes number(long number) {
        return ascii(Long.toString(number));
    }

    /** A JSON string. */
    Bytes quoted(String text) {
        ascii("\"");
        if (isPlain(text)) {
            ascii(text);
        } else {
            put(JsonStringEncoder.getInstance().quoteAsUTF8(text));
        }
        return ascii("\"");
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean['~' + 1];
        Arrays.fill(plain, ' ', plain.length, true);
        plain['"'] = false;
        plain['\\'] = false;
        return plain;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= PLAIN.length || !PLAIN[c]) {
                return false;
            }
        }
        return true;
    }

    /** All there is, and then there is nothing. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(buffer, size);
        size = 0;
        return taken;
    }

    private void room(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
