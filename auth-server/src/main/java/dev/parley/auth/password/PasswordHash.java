package dev.parley.auth.password;

/** What is kept of a password: the hash with its algorithm, costs and salt. */
public record PasswordHash(String encoded) {

    @Override
    public String toString() {
        return "(password hash)";
    }
}
