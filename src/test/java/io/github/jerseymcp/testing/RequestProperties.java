package io.github.jerseymcp.testing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.jersey.internal.PropertiesDelegate;

/** The properties of one request in this process. */
final class RequestProperties implements PropertiesDelegate {

  private final Map<String, Object> properties = new ConcurrentHashMap<>();

  @Override
  public Object getProperty(String name) {
    return properties.get(name);
  }

  @Override
  public Collection<String> getPropertyNames() {
    return List.copyOf(properties.keySet());
  }

  @Override
  public void setProperty(String name, Object value) {
    properties.put(name, value);
  }

  @Override
  public void removeProperty(String name) {
    properties.remove(name);
  }
}
