-- Where the session was last used from, so that its owner recognises it.
alter table device_session add column address varchar(64) default '' not null;

-- Counts the uses of a code or a refresh token, so that of two at once only one succeeds.
alter table oauth2_authorization add column version bigint default 0 not null;

-- What resource servers still have to be told: written with what it is about, removed once the topic has it.
create table revocation (
    id     bigint generated always as identity primary key,
    record varchar(2000) not null
);
