package dev.parley.auth.factor;

import dev.parley.api.people.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Repository;

/**
 * People's passkeys. It is here, in the one statement that notes a use, that a counter that does not grow is noticed: Spring Security
 * compares with the counter of the registration alone, so a copy of an authenticator would pass there.
 */
@Repository
final class PasskeyRows implements UserCredentialRepository {

    private static final Set<String> TRANSPORTS = Set.of("usb", "nfc", "ble", "smart-card", "hybrid", "internal");

    private final JdbcClient jdbc;
    private final Clock clock;

    PasskeyRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void save(CredentialRecord passkey) {
        if (findByCredentialId(passkey.getCredentialId()) == null) {
            add(passkey);
        } else {
            used(passkey);
        }
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes id) {
        return jdbc.sql("select * from passkey where id = :id")
                .param("id", id.toBase64UrlString())
                .query(PasskeyRows::passkey)
                .optional()
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return jdbc.sql("select * from passkey where handle = :handle order by created_at, id")
                .param("handle", handle.toBase64UrlString())
                .query(PasskeyRows::passkey)
                .list();
    }

    /** Without giving them a handle when they have none. */
    List<CredentialRecord> of(UserId user) {
        return jdbc.sql("""
                select k.* from passkey k join passkey_person p on p.handle = k.handle
                where p.account = :account order by k.created_at, k.id
                """)
                .param("account", user.value())
                .query(PasskeyRows::passkey)
                .list();
    }

    @Override
    public void delete(Bytes id) {
        jdbc.sql("delete from passkey where id = :id")
                .param("id", id.toBase64UrlString())
                .update();
    }

    private void add(CredentialRecord passkey) {
        jdbc.sql("""
                insert into passkey (id, handle, name, public_key, signature_count, user_verified, backup_eligible, backed_up,
                  transports, attestation, client_data, created_at, used_at)
                values (:id, :handle, :name, :key, :count, :verified, :eligible, :backedUp,
                  :transports, :attestation, :clientData, :now, :now)
                """)
                .param("id", passkey.getCredentialId().toBase64UrlString())
                .param("handle", passkey.getUserEntityUserId().toBase64UrlString())
                .param("name", passkey.getLabel())
                .param("key", passkey.getPublicKey().getBytes())
                .param("count", passkey.getSignatureCount())
                .param("verified", passkey.isUvInitialized())
                .param("eligible", passkey.isBackupEligible())
                .param("backedUp", passkey.isBackupState())
                .param("transports", known(passkey.getTransports()))
                .param("attestation", bytes(passkey.getAttestationObject()))
                .param("clientData", bytes(passkey.getAttestationClientDataJSON()))
                .param("now", utc(clock.instant()))
                .update();
    }

    /** Authenticators that do not count say nought each time. */
    private void used(CredentialRecord passkey) {
        int noted = jdbc.sql("""
                update passkey set signature_count = :count, used_at = :now
                where id = :id and (signature_count < :count or (signature_count = 0 and :count = 0))
                """)
                .param("count", passkey.getSignatureCount())
                .param("now", utc(clock.instant()))
                .param("id", passkey.getCredentialId().toBase64UrlString())
                .update();
        if (noted == 0) {
            throw new IllegalStateException("A passkey counts " + passkey.getSignatureCount()
                    + " uses and has counted as many or more before, so there are two of it.");
        }
    }

    private static CredentialRecord passkey(ResultSet row, int number) throws SQLException {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(row.getString("id")))
                .userEntityUserId(Bytes.fromBase64(row.getString("handle")))
                .label(row.getString("name"))
                .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
                .signatureCount(row.getLong("signature_count"))
                .uvInitialized(row.getBoolean("user_verified"))
                .backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backed_up"))
                .transports(transports(row.getString("transports")))
                .attestationObject(new Bytes(row.getBytes("attestation")))
                .attestationClientDataJSON(new Bytes(row.getBytes("client_data")))
                .created(time(row, "created_at"))
                .lastUsed(time(row, "used_at"))
                .build();
    }

    private static Set<AuthenticatorTransport> transports(String names) {
        return Arrays.stream(names.split(" ", -1))
                .filter(Predicate.not(String::isEmpty))
                .map(AuthenticatorTransport::valueOf)
                .collect(Collectors.toSet());
    }

    /** Browsers may say anything here; it only helps them to look in the right place. */
    private static String known(Set<AuthenticatorTransport> transports) {
        return transports.stream()
                .map(AuthenticatorTransport::getValue)
                .filter(TRANSPORTS::contains)
                .collect(Collectors.joining(" "));
    }

    private static byte[] bytes(@Nullable Bytes value) {
        return value == null ? new byte[0] : value.getBytes();
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
