package dev.parley.api.schedule;

import java.util.UUID;

/** The answer to a command that changed what somebody plans to say, or found that it had nothing to change. {@code version} is the plan's newest. */
public record ScheduleChanged(UUID item, long version) {}
