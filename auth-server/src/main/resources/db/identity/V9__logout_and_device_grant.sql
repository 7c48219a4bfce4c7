-- All that was issued for one person, through whichever application.
create index oauth2_authorization_principal on oauth2_authorization (principal_name);

-- The outbox of back-channel logout: which application has to be told of the end of which session. The token that tells it is made
-- when it is sent, because it lives for minutes and this may wait for hours.
create table logout_notice (
    id         uuid                     not null primary key,
    client     varchar(100)             not null,
    account    varchar(200)             not null,
    session    varchar(100)             not null,
    attempts   integer                  not null,
    next_at    timestamp with time zone not null,
    created_at timestamp with time zone not null
);

create index logout_notice_next on logout_notice (next_at);

-- When each device code was last asked about, so that whoever asks too often can be told to slow down. Apart from the authorization,
-- because a person may be saying yes to that at the same moment.
create table device_poll (
    code         varchar(64)              not null primary key,
    polled_at    timestamp with time zone not null,
    wait_seconds integer                  not null
);
