package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The authorization endpoint (RFC 6749 section 3.1): asks the user, and redirects with a code. */
@Path("authorize")
public final class AuthorizationResource {

  private static final String COOKIE = "consent";

  private final Issuer issuer;
  private final AuthorizationRequestReader reader;
  private final Consents consents;
  private final AuthorizationCodes codes;

  AuthorizationResource(
      String issuer,
      AuthorizationRequestReader reader,
      Consents consents,
      AuthorizationCodes codes) {
    this.issuer = new Issuer(issuer);
    this.reader = reader;
    this.consents = consents;
    this.codes = codes;
  }

  /** Shows the consent page. */
  @GET
  public Response ask(@Context UriInfo uri, @CookieParam(COOKIE) @Nullable String cookie) {
    Map<String, List<String>> parameters =
        URLUtils.parseParameters(uri.getRequestUri().getRawQuery());
    Destination destination;
    try {
      destination = reader.destination(parameters);
    } catch (UntrustedClientException e) {
      return refused(String.valueOf(e.getMessage()));
    }
    try {
      ConsentRequest request = reader.read(parameters, destination);
      String browser = browser(cookie);
      return ConsentPage.answer(request, consents.ask(request, browser))
          .cookie(cookie(browser))
          .build();
    } catch (RefusedException e) {
      return redirect(destination.withError(e.error(), issuer));
    }
  }

  /** Takes the user's answer from the form of the consent page. */
  @POST
  @Path("decision")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response decide(
      @FormParam("ticket") @Nullable String ticket,
      @FormParam("user") @Nullable String user,
      @FormParam("decision") @Nullable String decision,
      @CookieParam(COOKIE) @Nullable String browser) {
    Optional<ConsentRequest> asked =
        ticket == null || browser == null ? Optional.empty() : consents.answer(ticket, browser);
    if (asked.isEmpty()) {
      return refused("This question was answered already, expired, or was asked elsewhere");
    }
    ConsentRequest request = asked.get();
    Destination destination = request.destination();
    if (!"approve".equals(decision) || user == null || !Users.OFFERED.contains(user)) {
      return redirect(destination.withError(OAuth2Error.ACCESS_DENIED, issuer));
    }
    String code =
        codes.issue(
            new PendingCode(
                request.grantedBy(user),
                destination.redirectUri().toString(),
                request.challenge(),
                RandomValue.fresh()));
    return redirect(destination.withCode(code, issuer));
  }

  /** One cookie for all questions of a browser, so that two tabs do not take it from each other. */
  private static String browser(@Nullable String cookie) {
    return cookie != null && RandomValue.isOne(cookie) ? cookie : RandomValue.fresh();
  }

  private static NewCookie cookie(String browser) {
    // Lax, so that a second request from a client finds it, and no other site can post with it.
    return new NewCookie.Builder(COOKIE)
        .value(browser)
        .path("/authorize")
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }

  private static Response refused(String reason) {
    return HtmlPage.answer(400, "Refused", "<p>" + HtmlPage.escape(reason) + ".</p>").build();
  }

  private static Response redirect(URI location) {
    return Response.seeOther(location)
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }
}
