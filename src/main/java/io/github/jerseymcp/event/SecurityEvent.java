package io.github.jerseymcp.event;

/**
 * Something that the library decided, or that happened to it.
 *
 * <p>No event holds a token, a proof, a nonce, an authorization code, an argument, a result or the
 * id of a session. What callers choose is in three places only: {@link Caller}, as a verified token
 * says it, and correlation ids and traces, whose form is checked. All other texts are those of the
 * application, its configuration and the library, so their number is bounded. Events are immutable.
 */
public sealed interface SecurityEvent
    permits Decision,
        KeysFetched,
        KeysUnavailable,
        TokenIntrospected,
        TokenExchanged,
        ProofClaimed,
        StoreUnavailable,
        StoreAvailable,
        ClockStepped,
        ProviderChosen,
        CallBegan,
        CallEnded,
        SessionBegan,
        SessionEnded,
        StreamBegan,
        StreamEnded {}
