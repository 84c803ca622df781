package io.github.jerseymcp.example.doctor.finding;

/**
 * How the endpoint keeps one rule.
 *
 * @param rule the rule
 * @param verdict how it is kept
 * @param seen what the doctor saw, or why it could not tell; without any secret
 */
public record Finding(Rule rule, Verdict verdict, String seen) {}
