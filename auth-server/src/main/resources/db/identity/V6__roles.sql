-- What somebody is beyond a user, which everybody is.
create table account_role (
    account uuid        not null references account (id) on delete cascade,
    role    varchar(32) not null,
    constraint account_role_pk primary key (account, role)
);

create index account_role_role on account_role (role, account);

-- The link that makes the first administrator: what is kept of it is enough to recognise it. At most one row.
create table first_administrator (
    fingerprint varchar(64)              not null primary key,
    expires_at  timestamp with time zone not null
);
