package io.github.jerseymcp.config;

import io.github.jerseymcp.edge.ForwardedFamily;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The settings of {@link EdgeSettings}. */
final class EdgeRows {

  private static final Map<String, ForwardedFamily> FAMILIES =
      Map.of("forwarded", ForwardedFamily.FORWARDED, "x-forwarded", ForwardedFamily.X_FORWARDED);

  static final List<Setting> ALL =
      List.of(
          row(
              "withAllowedHosts",
              "allowed-hosts",
              (edge, text) -> edge.withAllowedHosts(text.list()),
              EdgeSettings::allowedHosts),
          row(
              "withAllowedOrigins",
              "allowed-origins",
              (edge, text) -> edge.withAllowedOrigins(text.list()),
              EdgeSettings::allowedOrigins),
          row(
              "withAllowedHeaders",
              "allowed-headers",
              (edge, text) -> edge.withAllowedHeaders(text.list()),
              EdgeSettings::allowedHeaders),
          row(
              "withBindAddress",
              "bind-address",
              EdgeRows::bind,
              edge -> edge.bindHost().isEmpty() ? "" : edge.bindHost() + ":" + edge.bindPort()),
          row(
              "withForwardedHeaders",
              "forwarded-header",
              (edge, text) -> edge.withForwardedHeaders(text.oneOf(FAMILIES)),
              EdgeSettings::forwardedHeaders),
          Setting.ofBuilder(
              "edge", "withPeerAddress", settings -> settings.edge().peerAddress().isPresent()),
          row(
              "withMaximumHeaderBytes",
              "max-header-bytes",
              (edge, text) -> edge.withMaximumHeaderBytes(text.integer()),
              EdgeSettings::maximumHeaderBytes),
          row(
              "withMaximumHeaderFields",
              "max-header-fields",
              (edge, text) -> edge.withMaximumHeaderFields(text.integer()),
              EdgeSettings::maximumHeaderFields),
          row(
              "withMaximumBodyBytes",
              "max-body-bytes",
              (edge, text) -> edge.withMaximumBodyBytes(text.number()),
              EdgeSettings::maximumBodyBytes),
          row(
              "withBodyTimeout",
              "body-timeout-seconds",
              (edge, text) -> edge.withBodyTimeout(text.seconds()),
              EdgeSettings::bodyTimeout));

  private EdgeRows() {}

  private static Setting row(
      String method,
      String property,
      BiFunction<EdgeSettings, PropertyValue, EdgeSettings> change,
      Function<EdgeSettings, Object> value) {
    return new Setting(
        "edge",
        method,
        property,
        (builder, text) -> builder.edge(edge -> change.apply(edge, text)),
        settings -> value.apply(settings.edge()));
  }

  private static EdgeSettings bind(EdgeSettings edge, PropertyValue address) {
    int colon = address.text().lastIndexOf(':');
    if (colon < 1) {
      address.mustBe("host:port");
      return edge;
    }
    int port = address.part(address.text().substring(colon + 1)).integer();
    return edge.withBindAddress(address.text().substring(0, colon), port);
  }
}
