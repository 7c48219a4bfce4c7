-- Proofs of possession that have been used; a proof is good for 30 seconds around its making, so none stays for long.
create table spent_proof (
    key_thumbprint varchar(64)              not null,
    jti            varchar(64)              not null,
    expires_at     timestamp with time zone not null,
    constraint spent_proof_once primary key (jti, key_thumbprint)
);

create index spent_proof_expiry on spent_proof (expires_at);
