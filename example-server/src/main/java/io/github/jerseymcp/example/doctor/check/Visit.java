package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.SafeText;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import io.github.jerseymcp.example.doctor.wire.Request;
import io.github.jerseymcp.example.doctor.wire.Target;
import io.github.jerseymcp.example.doctor.wire.Wire;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** One visit to an endpoint: what several checks want to know is asked once. */
public final class Visit {

  private final Target target;
  private final Optional<String> token;
  private final InstantSource clock;
  private final Wire wire;
  private final Sessions sessions;
  private final Once<Entry> entry = new Once<>(this::enter);
  private final Once<Answer> withNonsense = new Once<>(this::enterWithNonsense);
  private final Once<Answer> withToken = new Once<>(this::enterWithToken);
  private final Once<Conversation> conversation = new Once<>(this::converse);
  private final Once<Answer> fromStranger = new Once<>(this::askAsStranger);
  private final ResourceDocuments documents = new ResourceDocuments(this);
  private final Once<List<IssuerDocument>> issuers = new Once<>(new IssuerDocuments(this)::fetch);

  /** A visit with a token, if there is one. */
  public Visit(
      Target target, Optional<String> token, Wire wire, SafeText safe, InstantSource clock) {
    this.target = target;
    this.wire = wire;
    this.token = token;
    this.clock = clock;
    this.sessions = new Sessions(target, wire, safe);
    token.ifPresent(safe::hide);
    token.stream().flatMap(whole -> List.of(whole.split("\\.")).stream()).forEach(safe::hide);
  }

  Target target() {
    return target;
  }

  InstantSource clock() {
    return clock;
  }

  /** Sends the requests. */
  public Wire wire() {
    return wire;
  }

  Sessions sessions() {
    return sessions;
  }

  Optional<String> token() {
    return token;
  }

  String requireToken() throws CannotTellException {
    return token.orElseThrow(() -> new CannotTellException("That takes a token: --token"));
  }

  ResourceDocuments documents() {
    return documents;
  }

  List<IssuerDocument> issuers() throws CannotTellException {
    return issuers.get();
  }

  /** What is answered to who has no token. */
  Entry entry() throws CannotTellException {
    return entry.get();
  }

  /** What is answered to a token that nobody has issued. */
  Answer withNonsense() throws CannotTellException {
    return withNonsense.get();
  }

  /** What is answered to {@code initialize} with the token. */
  Answer withToken() throws CannotTellException {
    return withToken.get();
  }

  /** The conversation with an endpoint that lets the doctor in. */
  Conversation conversation() throws CannotTellException {
    return conversation.get();
  }

  /** What is answered to a page of an unknown site. */
  Answer fromStranger() throws CannotTellException {
    return fromStranger.get();
  }

  /** What is answered to a page of this origin. */
  Answer from(String origin) throws CannotTellException {
    return wire.send(message(Messages.PING).with(Fields.ORIGIN, origin));
  }

  /** Whether the doctor is let in, with its token or without. */
  boolean isInside() {
    try {
      var unused = conversation();
      return true;
    } catch (CannotTellException e) {
      return false;
    }
  }

  /** Whether the doctor needs no token to be let in. */
  boolean isOpen() throws CannotTellException {
    return entry().isOpen();
  }

  /** A message from inside where the doctor is let in; else one without a token. */
  Request message(String text) throws CannotTellException {
    return isInside() ? conversation().say(text) : Request.message(target.url(), text);
  }

  /** What is answered to a message of who has no token, and is let in all the same. */
  Answer withoutToken(String text) throws CannotTellException {
    return wire.send(agreed(entry().first(), List.of()).say(text));
  }

  /** Sends {@code initialize} for a version, with what lets the doctor in. */
  Answer initialize(String version, List<String> credentials) throws CannotTellException {
    return initialize(target.url(), version, credentials);
  }

  private Answer initialize(URI address, String version, List<String> credentials)
      throws CannotTellException {
    Answer answer =
        wire.send(Request.message(address, Messages.initialize(version)).with(credentials));
    sessions.begun(answer, credentials);
    return answer;
  }

  /**
   * Asks to be let in with these credentials: by {@code initialize}, or by {@code tools/list} where
   * everybody may say {@code initialize}.
   */
  Answer knock(List<String> credentials) throws CannotTellException {
    return knockAt(target.url(), credentials);
  }

  /** The same at another address. */
  Answer knockAt(URI address, List<String> credentials) throws CannotTellException {
    Answer first = entry().first();
    return isTaken(first)
        ? wire.send(agreed(first, List.of()).say(Messages.LIST).with(credentials).to(address))
        : initialize(address, Messages.LATEST, credentials);
  }

  /** What is answered to the token without a proof. */
  Answer withTokenAlone() throws CannotTellException {
    return isTaken(entry().first()) ? knock(Fields.bearer(requireToken())) : withToken();
  }

  /** Whether who was answered like this was let in. */
  static boolean isTaken(Answer answer) {
    return answer.isSuccess() && answer.message().has("result");
  }

  /** Ends what the doctor began. */
  public void leave() {
    sessions.endAll();
  }

  private Answer askAsStranger() throws CannotTellException {
    return from("https://" + Fields.STRANGER);
  }

  private Entry enter() throws CannotTellException {
    Answer first = initialize(Messages.LATEST, List.of());
    if (!isTaken(first)) {
      return new Entry(first, first);
    }
    Conversation begun = agreed(first, List.of());
    wire.send(begun.say(Messages.INITIALIZED));
    return new Entry(first, wire.send(begun.say(Messages.LIST)));
  }

  private Answer enterWithNonsense() throws CannotTellException {
    return knock(Fields.bearer(Fields.NONSENSE));
  }

  private Answer enterWithToken() throws CannotTellException {
    return initialize(Messages.LATEST, Fields.bearer(requireToken()));
  }

  private Conversation converse() throws CannotTellException {
    if (token.isEmpty()) {
      if (!isOpen()) {
        throw new CannotTellException("That takes a token: --token");
      }
      return agreed(entry().first(), List.of());
    }
    if (!withToken().message().has("result")) {
      throw new CannotTellException("The endpoint refuses the token, or speaks another protocol");
    }
    Conversation begun = agreed(withToken(), Fields.bearer(token.get()));
    wire.send(begun.say(Messages.INITIALIZED));
    if (!wire.send(begun.say(Messages.PING)).isSuccess()) {
      throw new CannotTellException("The endpoint answers no ping");
    }
    return begun;
  }

  private Conversation agreed(Answer initialized, List<String> credentials) {
    String version = initialized.message().path("result").path("protocolVersion").asText("");
    return new Conversation(
        target.url(),
        credentials,
        initialized.values(Fields.SESSION).stream().findFirst(),
        Messages.REVISIONS.contains(version) ? version : Messages.LATEST);
  }
}
