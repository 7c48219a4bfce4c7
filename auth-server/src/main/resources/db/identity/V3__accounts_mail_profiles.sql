-- An address is its owner's once a mail there has been answered; until then it is a claim, which lapses.
alter table account add column email_verified boolean default false not null;
alter table account add column email_since timestamp with time zone default current_timestamp not null;
-- What the address shall be once the mail there has been answered.
alter table account add column wanted_email varchar(254);

-- What is unique as well: how a name looks, as a fingerprint. It stays when its owner is erased, so that nobody can take their place.
alter table account add column username_likeness varchar(64);
alter table account add column email_likeness varchar(800);

alter table account add column state varchar(16) default 'ACTIVE' not null;
-- Who suspended, reinstated or erased the account.
alter table account add column state_by uuid;

alter table account add column avatar varchar(1024);
alter table account add column status_text varchar(600);
alter table account add column locale varchar(35);
-- JSON: names and values.
alter table account add column attributes varchar(32768) default '{}' not null;

-- How often profile and state have changed. The row is the outbox: what the command side does not know yet is not told.
alter table account add column profile_edition bigint default 0 not null;
alter table account add column state_edition bigint default 0 not null;
alter table account add column told boolean default false not null;
update account set told = registered;
drop index account_unregistered;
create index account_untold on account (told, id);

-- The links in mails that are still good, by the fingerprint of their token: one of each kind.
create table mail_link (
    fingerprint varchar(64)              not null primary key,
    account     uuid                     not null references account (id),
    purpose     varchar(32)              not null,
    -- Where the mail went: whoever answers it reads that mailbox.
    address     varchar(254)             not null,
    expires_at  timestamp with time zone not null,
    constraint mail_link_newest unique (account, purpose)
);

-- Mails that have not been sent yet. Not the text but what it is about: links are made when they are sent, and kept nowhere.
create table letter (
    id        uuid                     not null primary key,
    kind      varchar(32)              not null,
    about     varchar(1000)            not null,
    locale    varchar(35)              not null,
    posted_at timestamp with time zone not null,
    due_at    timestamp with time zone not null,
    attempts  integer                  not null
);

create index letter_due on letter (due_at);
