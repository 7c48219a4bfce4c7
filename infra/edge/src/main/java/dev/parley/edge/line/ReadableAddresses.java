package dev.parley.edge.line;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import java.util.HexFormat;

/**
 * Encodes what browsers send as it is and RFC 3986 does not allow, such as braces and brackets in a query, or a percent sign that encodes nothing. Everybody
 * behind it would refuse the address, and most of them without a word.
 */
final class ReadableAddresses extends ChannelInboundHandlerAdapter {

    private static final String NOT_ALLOWED = "\"<>[\\]^`{|}";

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && request.uri().startsWith("/")) {
            request.setUri(readable(request.uri()));
        }
        context.fireChannelRead(message);
    }

    private static String readable(String address) {
        for (int index = 0; index < address.length(); index++) {
            if (isWrong(address, index)) {
                return encoded(address);
            }
        }
        return address;
    }

    private static String encoded(String address) {
        StringBuilder encoded = new StringBuilder(address.length() + 16);
        for (int index = 0; index < address.length(); index++) {
            char letter = address.charAt(index);
            if (isWrong(address, index)) {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) letter));
            } else {
                encoded.append(letter);
            }
        }
        return encoded.toString();
    }

    private static boolean isWrong(String address, int index) {
        char letter = address.charAt(index);
        return letter == '%' ? !encodes(address, index) : NOT_ALLOWED.indexOf(letter) >= 0;
    }

    private static boolean encodes(String address, int percent) {
        return percent + 2 < address.length()
                && HexFormat.isHexDigit(address.charAt(percent + 1))
                && HexFormat.isHexDigit(address.charAt(percent + 2));
    }
}
