-- The audit trail. An entry is written once; afterwards it only gets its place in the chain (number, hash), within a second or so.
-- From then on a change, a gap or a removal in the middle shows, because each hash covers the entry and the hash before it.
create table audit_entry (
    id         uuid                     not null primary key,
    number     bigint,
    noted_at   timestamp with time zone not null,
    kind       varchar(40)              not null,
    actor      uuid,
    subject    uuid,
    client     varchar(100),
    session_id varchar(100),
    address    varchar(45),
    trace      varchar(32),
    details    varchar(8000)            not null,
    hash       varchar(64),
    constraint audit_entry_number_unique unique (number)
);

create index audit_entry_actor on audit_entry (actor, id);
create index audit_entry_subject on audit_entry (subject, id);
create index audit_entry_kind on audit_entry (kind, id);

-- The newest link of the chain, whose lock everybody holds who adds to it, and the link before the oldest entry that is still kept.
create table audit_chain (
    id     varchar(8)  not null primary key,
    number bigint      not null,
    hash   varchar(64) not null
);

insert into audit_chain (id, number, hash) values ('start', 0, '');
insert into audit_chain (id, number, hash) values ('end', 0, '');

-- Wrong guesses: at one account from one address, at one account from anywhere, from one address at anything. The key is a
-- fingerprint, because people type passwords into the wrong field.
create table lock_out (
    id           varchar(64)              not null primary key,
    failures     integer                  not null,
    failed_at    timestamp with time zone not null,
    locked_until timestamp with time zone,
    -- When somebody last signed in to this account from this address.
    known_at     timestamp with time zone
);

create index lock_out_failed on lock_out (failed_at);
