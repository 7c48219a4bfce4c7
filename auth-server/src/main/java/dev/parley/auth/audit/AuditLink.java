package dev.parley.auth.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * A place in the chain of entries. The hash covers the entry, its number and the hash before it, so a copy of the newest hash, kept
 * elsewhere, vouches for everything before it. It is no signature: who may write to the database can compute a new chain.
 *
 * @param number from 1, without gaps
 * @param hash SHA-256 in hexadecimal; empty before the first entry
 */
record AuditLink(long number, String hash) {

    AuditLink next(AuditRow row) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        add(digest, hash);
        add(digest, Long.toString(number + 1));
        add(digest, row.id());
        add(digest, row.at());
        add(digest, row.kind());
        add(digest, row.actor());
        add(digest, row.subject());
        add(digest, row.client());
        add(digest, row.session());
        add(digest, row.address());
        add(digest, row.trace());
        add(digest, row.details());
        return new AuditLink(number + 1, HexFormat.of().formatHex(digest.digest()));
    }

    /** With its length, so that no two entries are one text; nothing is something else than an empty text. */
    private static void add(MessageDigest digest, @Nullable Object value) {
        byte[] text = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
        digest.update(((value == null ? "-" : Integer.toString(text.length)) + ":").getBytes(StandardCharsets.UTF_8));
        if (value != null) {
            digest.update(text);
        }
    }
}
