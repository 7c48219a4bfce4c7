package dev.parley.api.position;

/** How far one person has read and received one conversation; 0 = nothing. */
public record Position(long read, long delivered) {

    public static final Position NONE = new Position(0, 0);

    /** The larger of the two, each for itself. */
    public Position max(Position other) {
        return new Position(Math.max(read, other.read), Math.max(delivered, other.delivered));
    }
}
