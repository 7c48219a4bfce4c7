-- Plain SQL that H2 and PostgreSQL both take. A migration that has been published never changes: the next thought is the next file.

create table account (
    id            uuid                     not null primary key,
    username      varchar(64)              not null,
    -- What is unique: the name without regard to case and width. Folding may triple its length.
    username_key  varchar(200)             not null,
    email         varchar(254)             not null,
    email_key     varchar(800)             not null,
    display_name  varchar(128)             not null,
    password_hash varchar(255)             not null,
    -- Whether the command side knows the person; until then this row is the outbox.
    registered    boolean                  not null,
    created_at    timestamp with time zone not null,
    constraint account_username_unique unique (username_key),
    constraint account_email_unique unique (email_key)
);

create index account_unregistered on account (registered, id);

-- One row per signed-in device. Its id is that of its row in oauth2_authorization, which holds the tokens.
create table device_session (
    id          varchar(36)              not null primary key,
    account     uuid                     not null references account (id),
    device      uuid                     not null,
    device_name varchar(128)             not null,
    platform    varchar(64)              not null,
    opened_at   timestamp with time zone not null,
    used_at     timestamp with time zone not null,
    constraint device_session_device_unique unique (account, device)
);

-- The table that Spring Authorization Server asks for, with two changes: texts instead of blobs, and token columns just wide enough
-- for a fingerprint, because no token is kept in clear.
create table oauth2_authorization (
    id                            varchar(100) not null primary key,
    registered_client_id          varchar(100) not null,
    principal_name                varchar(200) not null,
    authorization_grant_type      varchar(100) not null,
    authorized_scopes             varchar(1000),
    attributes                    varchar(32768),
    state                         varchar(500),
    authorization_code_value      varchar(64),
    authorization_code_issued_at  timestamp with time zone,
    authorization_code_expires_at timestamp with time zone,
    authorization_code_metadata   varchar(32768),
    access_token_value            varchar(64),
    access_token_issued_at        timestamp with time zone,
    access_token_expires_at       timestamp with time zone,
    access_token_metadata         varchar(32768),
    access_token_type             varchar(100),
    access_token_scopes           varchar(1000),
    oidc_id_token_value           varchar(64),
    oidc_id_token_issued_at       timestamp with time zone,
    oidc_id_token_expires_at      timestamp with time zone,
    oidc_id_token_metadata        varchar(32768),
    refresh_token_value           varchar(64),
    refresh_token_issued_at       timestamp with time zone,
    refresh_token_expires_at      timestamp with time zone,
    refresh_token_metadata        varchar(32768),
    user_code_value               varchar(64),
    user_code_issued_at           timestamp with time zone,
    user_code_expires_at          timestamp with time zone,
    user_code_metadata            varchar(32768),
    device_code_value             varchar(64),
    device_code_issued_at         timestamp with time zone,
    device_code_expires_at        timestamp with time zone,
    device_code_metadata          varchar(32768)
);

create index oauth2_authorization_state on oauth2_authorization (state);
create index oauth2_authorization_code on oauth2_authorization (authorization_code_value);
create index oauth2_authorization_access_token on oauth2_authorization (access_token_value);
create index oauth2_authorization_id_token on oauth2_authorization (oidc_id_token_value);
create index oauth2_authorization_refresh_token on oauth2_authorization (refresh_token_value);
create index oauth2_authorization_user_code on oauth2_authorization (user_code_value);
create index oauth2_authorization_device_code on oauth2_authorization (device_code_value);
