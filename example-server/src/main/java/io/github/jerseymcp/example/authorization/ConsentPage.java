package io.github.jerseymcp.example.authorization;

import static io.github.jerseymcp.example.authorization.HtmlPage.escape;

import jakarta.ws.rs.core.Response;
import java.util.Collection;

/** The page that asks the user: who wants what, and where the answer goes. */
final class ConsentPage {

  private ConsentPage() {}

  static Response.ResponseBuilder answer(ConsentRequest request, String ticket) {
    Destination destination = request.destination();
    Client client = destination.client();
    StringBuilder body = new StringBuilder(1_024);
    body.append("<dl>");
    entry(body, "Application", client.name().orElse("It gives no name"));
    entry(body, "Its identifier", client.id());
    entry(body, "The answer goes to", destination.redirectUri().toString());
    list(body, "It asks for", request.scopes());
    list(body, "To be used at", request.resources());
    body.append("</dl>\n<form method=\"post\" action=\"/authorize/decision\">\n");
    body.append("<input type=\"hidden\" name=\"ticket\" value=\"").append(escape(ticket));
    body.append("\">\n<fieldset>\n<legend>Who are you?</legend>\n");
    for (String user : Users.OFFERED) {
      boolean first = user.equals(Users.OFFERED.get(0));
      body.append("<label><input type=\"radio\" name=\"user\" value=\"").append(user);
      body.append(first ? "\" checked> " : "\"> ").append(user).append("</label>\n");
    }
    body.append("</fieldset>\n");
    body.append("<button name=\"decision\" value=\"approve\">Allow</button>\n");
    body.append("<button name=\"decision\" value=\"deny\">Deny</button>\n</form>");
    return HtmlPage.answer(200, "Allow this application?", body.toString());
  }

  private static void list(StringBuilder body, String term, Collection<String> values) {
    if (!values.isEmpty()) {
      body.append("<dt>").append(escape(term)).append("</dt>");
      values.forEach(value -> description(body, value));
    }
  }

  private static void entry(StringBuilder body, String term, String value) {
    body.append("<dt>").append(escape(term)).append("</dt>");
    description(body, value);
  }

  private static void description(StringBuilder body, String value) {
    body.append("<dd>").append(escape(value)).append("</dd>\n");
  }
}
