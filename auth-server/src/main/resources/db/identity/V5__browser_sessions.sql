-- The tables that Spring Session asks for. A session's id is a fingerprint of what the browser's cookie holds.

create table browser_session (
    primary_id            char(36)    not null primary key,
    session_id            varchar(64) not null,
    creation_time         bigint      not null,
    last_access_time      bigint      not null,
    max_inactive_interval int         not null,
    expiry_time           bigint      not null,
    -- The person's id; null for a visitor.
    principal_name        varchar(100),
    constraint browser_session_id_unique unique (session_id)
);

create index browser_session_expiry on browser_session (expiry_time);
create index browser_session_principal on browser_session (principal_name);

create table browser_session_attributes (
    session_primary_id char(36)     not null,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name),
    constraint browser_session_attributes_of foreign key (session_primary_id) references browser_session (primary_id)
        on delete cascade
);
