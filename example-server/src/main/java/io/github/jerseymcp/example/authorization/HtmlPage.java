package io.github.jerseymcp.example.authorization;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A page for the user: no scripts, in no frame, and it says what it is not fit for. */
final class HtmlPage {

  // No form-action: browsers apply it to the redirects after the form too, and those lead away.
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String TEMPLATE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s</title>
      <link rel="stylesheet" href="/style.css">
      </head>
      <body>
      <p class="warning" role="note">This authorization server is for development only: it asks for
      no password.</p>
      <main>
      <h1>%s</h1>
      %s
      </main>
      </body>
      </html>
      """;

  private HtmlPage() {}

  static Response.ResponseBuilder answer(int status, String title, String body) {
    return Response.status(status)
        .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .header("X-Frame-Options", "DENY")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-store")
        .entity(TEMPLATE.formatted(escape(title), escape(title), body));
  }

  /** Text as it may stand in an element or in a quoted attribute. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
