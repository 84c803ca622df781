package io.github.jerseymcp.event;

import java.time.Duration;

/**
 * Somebody set the clock of this machine, or the machine slept.
 *
 * @param step by how much; negative if the clock was set back
 */
public record ClockStepped(Duration step) implements SecurityEvent {}
