-- Applications of third parties. The id is the client id of OAuth2; what owners say of an application is one JSON document, because
-- nothing ever searches in it.
create table application (
    id           uuid                     not null primary key,
    owner        uuid                     not null references account (id),
    state        varchar(16)              not null,
    registration varchar(32768)           not null,
    created_at   timestamp with time zone not null,
    changed_at   timestamp with time zone not null,
    -- What was issued to it before is worth nothing.
    void_before  timestamp with time zone
);

create index application_owner on application (owner, id);

-- A fingerprint to compare with, and the secret itself, encrypted with a key that is not in here: an HMAC can only be checked with it.
create table application_secret (
    id          uuid                     not null primary key,
    application uuid                     not null references application (id) on delete cascade,
    fingerprint varchar(64)              not null,
    sealed      varchar(1000)            not null,
    created_at  timestamp with time zone not null,
    expires_at  timestamp with time zone,
    used_at     timestamp with time zone
);

create index application_secret_application on application_secret (application, id);
create index application_secret_fingerprint on application_secret (fingerprint);

-- Assertions that applications have signed in with: each is good for one time.
create table spent_assertion (
    application uuid                     not null,
    jti         varchar(64)              not null,
    expires_at  timestamp with time zone not null,
    constraint spent_assertion_once primary key (application, jti)
);

create index spent_assertion_expiry on spent_assertion (expires_at);

-- What people let applications do.
create table consent (
    account     uuid                     not null references account (id),
    application uuid                     not null references application (id) on delete cascade,
    scopes      varchar(1000)            not null,
    given_at    timestamp with time zone not null,
    constraint consent_once primary key (account, application)
);

create index consent_application on consent (application);

-- Tokens that have no authorization of their own to end with: those of applications acting for themselves, and exchanged ones.
create table revoked_token (
    jti        varchar(64)              not null primary key,
    expires_at timestamp with time zone not null
);

create index revoked_token_expiry on revoked_token (expires_at);

-- Everything that was issued to one application, and what has expired.
create index oauth2_authorization_client on oauth2_authorization (registered_client_id, principal_name);
create index oauth2_authorization_refresh_expiry on oauth2_authorization (refresh_token_expires_at);

-- Somebody who never answers leaves a row without any token; it goes after a day.
alter table oauth2_authorization add column created_at timestamp with time zone default current_timestamp not null;
