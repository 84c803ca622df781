package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.ErrorObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import net.minidev.json.JSONObject;

/** Answers to clients, never cached: they carry tokens, or say why there is none. */
final class JsonAnswer {

  private JsonAnswer() {}

  static Response.ResponseBuilder of(int status, Map<String, ?> members) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-store")
        .header("Pragma", "no-cache")
        .entity(JSONObject.toJSONString(members));
  }

  static Response.ResponseBuilder refused(ErrorObject error) {
    int status = error.getHTTPStatusCode() >= 400 ? error.getHTTPStatusCode() : 400;
    return of(status, error.toJSONObject());
  }
}
