package io.github.jerseymcp.ask;

import java.time.Duration;

/**
 * What {@link Lookups} may take.
 *
 * @param weight what all remembered answers together may weigh
 * @param maximumAge how long an answer counts
 * @param unknownAge how long it counts that there is nothing of a name
 * @param outageTolerance how much longer an answer counts while nobody answers
 * @param timeout how long an answer may take
 * @param concurrent how many names are asked about at once
 * @param waiting how many threads wait for answers at once
 * @param newNames how many names that were not known before are asked about in a second
 */
public record LookupBounds(
    long weight,
    Duration maximumAge,
    Duration unknownAge,
    Duration outageTolerance,
    Duration timeout,
    int concurrent,
    int waiting,
    int newNames) {}
