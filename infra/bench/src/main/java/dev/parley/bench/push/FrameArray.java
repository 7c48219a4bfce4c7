package dev.parley.bench.push;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/** A JSON array of frames, taken apart without being parsed: what is measured is the other side. */
final class FrameArray {

    private FrameArray() {}

    /** Shows each, in order, as what can be read of {@code message}. */
    static void forEach(ByteBuf message, Consumer<ByteBuf> action) {
        int end = message.writerIndex();
        int begin = -1;
        int depth = 0;
        boolean text = false;
        for (int i = message.readerIndex() + 1; i < end; i++) {
            switch (message.getByte(i)) {
                case '\\' -> i++;
                case '"' -> text = !text;
                case '{' -> {
                    if (!text && depth++ == 0) {
                        begin = i;
                    }
                }
                case '}' -> {
                    if (!text && --depth == 0) {
                        message.setIndex(begin, i + 1);
                        action.accept(message);
                        message.setIndex(0, end);
                    }
                }
                default -> {}
            }
        }
    }
}
