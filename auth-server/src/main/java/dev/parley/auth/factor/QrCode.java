package dev.parley.auth.factor;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import dev.parley.auth.input.Secret;

/**
 * Squares that a camera reads, for an SVG whose unit is one square.
 *
 * @param size the width and height with the white margin that the standard asks for
 * @param path the dark squares
 */
public record QrCode(int size, Secret path) {

    private static final int MARGIN = 4;

    static QrCode of(Secret text) {
        ByteMatrix squares = encoded(text);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < squares.getHeight(); y++) {
            for (int x = 0; x < squares.getWidth(); x++) {
                if (squares.get(x, y) == 1) {
                    path.append('M')
                            .append(x + MARGIN)
                            .append(' ')
                            .append(y + MARGIN)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrCode(squares.getWidth() + 2 * MARGIN, new Secret(path.toString()));
    }

    private static ByteMatrix encoded(Secret text) {
        try {
            return Encoder.encode(text.value(), ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalStateException("This is too long for a QR code.", e);
        }
    }
}
