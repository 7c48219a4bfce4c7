package dev.parley.auth.factor;

import dev.parley.api.people.UserId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.stereotype.Repository;

/**
 * What passkeys call people: a random handle, made when it is first needed. To Spring Security a user's name is the user id, as
 * everywhere here; to the person's authenticator it is the name that they know.
 */
@Repository
final class PasskeyPeople implements PublicKeyCredentialUserEntityRepository {

    private static final String SELECT = """
            select p.handle, a.username, a.display_name from passkey_person p join account a on a.id = p.account where\s""";

    private final JdbcClient jdbc;

    PasskeyPeople(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whom a passkey with this handle signs in. */
    Optional<UserId> userOf(Bytes handle) {
        return jdbc.sql("select account from passkey_person where handle = :handle")
                .param("handle", handle.toBase64UrlString())
                .query((row, number) -> new UserId(row.getObject("account", UUID.class)))
                .optional();
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        return find("p.handle = :key", handle.toBase64UrlString()).orElse(null);
    }

    @Override
    public PublicKeyCredentialUserEntity findByUsername(String userId) {
        UserId user = UserId.of(userId);
        return find("p.account = :key", user.value()).orElseGet(() -> named(user));
    }

    @Override
    public void save(PublicKeyCredentialUserEntity entity) {
        throw new UnsupportedOperationException("Everybody has a handle as soon as they are looked for.");
    }

    @Override
    public void delete(Bytes handle) {
        throw new UnsupportedOperationException("A handle goes with its account.");
    }

    private PublicKeyCredentialUserEntity named(UserId user) {
        try {
            jdbc.sql("insert into passkey_person (account, handle) values (:account, :handle)")
                    .param("account", user.value())
                    .param("handle", Bytes.random().toBase64UrlString())
                    .update();
        } catch (DuplicateKeyException e) {
            // Somebody else was faster; theirs is as good.
            return find("p.account = :key", user.value()).orElseThrow(() -> e);
        }
        return find("p.account = :key", user.value()).orElseThrow();
    }

    private Optional<PublicKeyCredentialUserEntity> find(String condition, Object key) {
        return jdbc.sql(SELECT + condition)
                .param("key", key)
                .query((row, number) -> ImmutablePublicKeyCredentialUserEntity.builder()
                        .id(Bytes.fromBase64(row.getString("handle")))
                        .name(row.getString("username"))
                        .displayName(row.getString("display_name"))
                        .build())
                .optional();
    }
}
