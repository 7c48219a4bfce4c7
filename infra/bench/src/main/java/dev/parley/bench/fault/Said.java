package dev.parley.bench.fault;

import dev.parley.api.conversation.Content;
import java.util.SplittableRandom;

/**
 * One message of a talker. All else follows from these numbers, so that the process that is killed and the one that checks need not
 * tell each other.
 *
 * @param talker who says one message after the other, each once the one before is acknowledged
 * @param number from 1
 */
record Said(Talker talker, int number) {

    static final int CONVERSATIONS = 50;

    private static final int HOT_ONE_IN = 4;
    private static final int LONGEST = 2_000;

    /** @param round in which it talks first and last */
    record Talker(int round, int sender) {}

    static Said of(String clientId) {
        String[] numbers = clientId.split("\\.", -1);
        return new Said(
                new Talker(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])), Integer.parseInt(numbers[2]));
    }

    String clientId() {
        return talker.round() + "." + talker.sender() + "." + number;
    }

    Said next() {
        return new Said(talker, number + 1);
    }

    /** Every fourth goes to the same one, which so is a hot one. */
    int conversation() {
        SplittableRandom random = random();
        return random.nextInt(HOT_ONE_IN) == 0 ? 0 : random.nextInt(CONVERSATIONS);
    }

    Content content() {
        String start = "Message " + clientId() + " ";
        return new Content.Text(start + "x".repeat(random().nextInt(LONGEST)));
    }

    private SplittableRandom random() {
        return new SplittableRandom(((long) talker.round() << 48) ^ ((long) talker.sender() << 32) ^ number);
    }
}
