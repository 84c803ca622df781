package io.github.jerseymcp.mcp.message;

/** What the operator is told of each error: what was expected, and what to change. */
final class RpcAdvice {

  private RpcAdvice() {}

  static String on(RpcError error) {
    return switch (error) {
      case PARSE ->
          "A body is no JSON, repeats a member, or nests deeper than 32: correct the " + "client";
      case INVALID_REQUEST ->
          "A body is not one JSON-RPC message that this endpoint takes: have the client "
              + "send one message at a time, with version 2.0, and answers only to what it "
              + "was asked";
      case METHOD_NOT_FOUND ->
          "A client uses a method that the server does not have: have it read the "
              + "capabilities, or switch the capability on where the server is built";
      case INVALID_PARAMS ->
          "The tool or prompt is not known, or parameters do not fit: have the client "
              + "list again what there is";
      case UNKNOWN_METHOD ->
          "A client uses a method that the server does not have, or only older versions: "
              + "have it ask server/discover, or add the feature where the server is built";
      case UNFIT_PARAMS ->
          "The tool or prompt is not known, parameters do not fit, or _meta lacks what "
              + "the version asks for: have the client list again what there is, or correct it";
      case MIRROR_MISMATCH ->
          "A header that must mirror the body is missing or does not agree with it: look "
              + "for a proxy that drops or writes Mcp-* fields, or correct the client";
      case UNFIT_STATE ->
          "A state or cursor was changed, used before, too old, or made for another caller, "
              + "operation or arguments: nothing to change, unless nodes differ in "
              + "states.withSecret, or users need longer than states.withLife";
      case UNKNOWN_CURSOR ->
          "A cursor was changed, is too old, or was made for another caller, list or scopes: "
              + "nothing to change, unless nodes differ in states.withSecret, or clients need "
              + "longer than states.withLife";
      case TOO_MANY_STATES ->
          "A caller fills an eighth of the store of used states: have it wait, or give "
              + "states.withUsedStates a larger store";
      case STATES_UNKNOWN ->
          "The store of used states is out of reach or full, so the answer was refused: check "
              + "what states.withUsedStates names";
      case MISSING_CAPABILITY ->
          "A tool needs a capability that its client does not declare: nothing to change, "
              + "unless the tool could do without";
      case UNKNOWN_VERSION ->
          "A client names a version that this server does not speak: it may go on with "
              + "one that the answer names";
      case RESOURCE_NOT_FOUND, UNKNOWN_RESOURCE ->
          "A client reads a resource that is not there: have it list again what there " + "is";
      case URL_ELICITATION_REQUIRED ->
          "A handler sent the user to an address first: nothing to change, unless "
              + "clients never come back from there";
      case INTERNAL ->
          "The handler of the application, or its policy, failed: a line at ERROR says " + "how";
      case TIMED_OUT ->
          "A handler took longer than callTimeout: make it faster, or raise callTimeout";
      case UNANSWERED ->
          "A prompt or resource asks its client, which cannot be asked, did not answer, or was "
              + "asked more often than states.maximumRounds: nothing to change, unless it could do without";
      case ANSWER_TOO_LARGE ->
          "An answer is larger than limit-answer-bytes lets one caller hold: answer in "
              + "parts, or raise it";
      case UNSUPPORTED_VERSION ->
          "MCP-Protocol-Version names a version that this server does not speak: update "
              + "the client, or have it begin with initialize";
      case VERSION_MISMATCH ->
          "MCP-Protocol-Version is not the version of the session: have the client send "
              + "what initialize agreed on";
      case HEADER_MISMATCH ->
          "A header that mirrors the body does not agree with it: look for a proxy that "
              + "writes Mcp-Method, Mcp-Name or Mcp-Param fields, or correct the client";
      case ALREADY_INITIALIZED -> "A client sent initialize within a session: correct the client";
      case REUSED_ID ->
          "A client used the id of a request twice in a session: have it count ids up";
      case SESSION_REQUIRED ->
          "There was no Mcp-Session-Id, or more than one: have the client initialize, "
              + "or serve it by a transport without sessions";
      case NOT_RESUMABLE ->
          "A client came back for events that are no longer kept: raise "
              + "resumptionWindow, bufferBytes or limit-kept-bytes";
      case STREAM_OVER ->
          "A client came back to a stream that has nothing more to say: nothing to "
              + "change, unless it does so all the time";
      case TOKEN_ENDED ->
          "A token expired or was revoked before its call was done: have the client "
              + "renew tokens earlier, or let them live longer than calls";
      case STOPPING -> "The server is stopping, or its transport was closed";
      case NOT_ALLOWED ->
          "No rule lists the operation, or the policy of the application denies it: add "
              + "a rule, if it should be allowed";
      case SESSION_NOT_FOUND ->
          "The session has ended, lives on another node, or is another caller's: a "
              + "client begins a new one; behind a load balancer send each Mcp-Session-Id to "
              + "one node";
      case NOT_ACCEPTABLE ->
          "The Accept header has no form of the answer: have the client accept "
              + "application/json and text/event-stream";
      case TOO_COSTLY ->
          "A body has more values, or takes more memory, than the settings allow: have "
              + "the client send less, or raise maximumValues and maximumWeight";
      case TOO_MANY_SESSIONS ->
          "A caller has as many sessions in use as one may: have the client end them, "
              + "or raise limit-sessions";
      case TOO_MANY_CALLS ->
          "A caller has as many calls in flight, or waiting, as one may: have the "
              + "client wait, or raise limit-calls";
      case TOO_OFTEN ->
          "A caller calls tools more often than rates.withCallsOfCaller or "
              + "withCallsOfTool allows: have it wait, or raise the rate";
      case TOO_MANY_ANONYMOUS ->
          "A network asks for what is open without a token more often than "
              + "anonymous.withRequestsOfNetwork allows: have clients sign in, or raise the rate";
      case TOO_MANY_STREAMS ->
          "A caller, or all together, have as many streams open as they may: have the "
              + "client close them, or raise limit-streams";
      case TOO_MANY_SUBSCRIPTIONS ->
          "A session watches 256 resources, or one with a URI of more than 4096 "
              + "characters: have the client leave some";
      case TOO_LARGE ->
          "A message is larger than limit-request-bytes lets one caller hold: have the "
              + "client send less, or raise it";
      case TOO_MANY_BYTES ->
          "A caller has more bytes under way than one may: have the client wait, or "
              + "raise limit-request-bytes and limit-answer-bytes";
      case NOT_COUNTED ->
          "The rate limiter could not count the call, so it was refused: check the "
              + "server of the limiter, or let calls pass meanwhile";
      case OVERLOADED ->
          "All callers together are at a limit of the server: give it more memory and "
              + "raise the limits, or run more of them";
    };
  }
}
