package io.github.jerseymcp.server;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.request.CurrentPrincipal;
import jakarta.inject.Singleton;
import org.glassfish.hk2.utilities.binding.AbstractBinder;

/** Tells HK2 what to inject for {@link McpPrincipal} and {@link McpSecurity}. */
final class PrincipalBinder extends AbstractBinder {

  private final McpSecurity security;

  PrincipalBinder(McpSecurity security) {
    this.security = security;
  }

  @Override
  protected void configure() {
    bind(CurrentPrincipal.class).to(McpPrincipal.class).in(Singleton.class);
    bind(security).to(McpSecurity.class);
  }
}
