-- Plain SQL that H2 and PostgreSQL both take.

-- The secret that an authenticator app of this person shares with us.
create table time_code (
    account       uuid                     not null primary key references account (id) on delete cascade,
    -- Sealed; without the key file it says nothing.
    secret        varchar(500)             not null,
    set_up_at     timestamp with time zone not null,
    -- Null until the first code was typed: before that nothing asks for one.
    confirmed_at  timestamp with time zone,
    -- The latest half minute whose code was taken; neither it nor an earlier one is good again.
    last_step     bigint                   not null
);

-- For somebody whose app is lost. Random enough for a plain fingerprint; a used one is gone.
create table recovery_code (
    account     uuid        not null references account (id) on delete cascade,
    fingerprint varchar(64) not null,
    primary key (account, fingerprint)
);

-- Somebody who gave the right password and still owes a code.
create table sign_in_challenge (
    fingerprint varchar(64)              not null primary key,
    account     uuid                     not null references account (id) on delete cascade,
    device      uuid                     not null,
    device_name varchar(128)             not null,
    platform    varchar(64)              not null,
    tries       integer                  not null,
    expires_at  timestamp with time zone not null
);

create index sign_in_challenge_expiry on sign_in_challenge (expires_at);

-- What a passkey calls its person: random, because authenticators show it to whoever holds them.
create table passkey_person (
    account uuid        not null primary key references account (id) on delete cascade,
    handle  varchar(128) not null,
    constraint passkey_person_handle_unique unique (handle)
);

create table passkey (
    -- Base64url, as chosen by the authenticator; WebAuthn allows 1,023 bytes.
    id               varchar(1400)            not null primary key,
    handle           varchar(128)             not null references passkey_person (handle) on delete cascade,
    name             varchar(128)             not null,
    public_key       bytea                    not null,
    -- How often it was used, as far as the authenticator counts; a copy of it falls behind.
    signature_count  bigint                   not null,
    user_verified    boolean                  not null,
    backup_eligible  boolean                  not null,
    backed_up        boolean                  not null,
    transports       varchar(200)             not null,
    attestation      bytea                    not null,
    client_data      bytea                    not null,
    created_at       timestamp with time zone not null,
    used_at          timestamp with time zone not null
);

create index passkey_handle on passkey (handle);
