package io.github.jerseymcp.bench;

import java.util.concurrent.Callable;
import org.springframework.cache.Cache;

/** Spring Security's own replay cache, which can be emptied, so that proofs can be used again. */
final class ForgetfulCache implements Cache {

  private volatile Cache cache = SpringChain.roomy();

  void renew() {
    cache = SpringChain.roomy();
  }

  @Override
  public String getName() {
    return cache.getName();
  }

  @Override
  public Object getNativeCache() {
    return cache.getNativeCache();
  }

  @Override
  public ValueWrapper get(Object key) {
    return cache.get(key);
  }

  @Override
  public <T> T get(Object key, Class<T> type) {
    return cache.get(key, type);
  }

  @Override
  public <T> T get(Object key, Callable<T> loader) {
    return cache.get(key, loader);
  }

  @Override
  public void put(Object key, Object value) {
    cache.put(key, value);
  }

  @Override
  public ValueWrapper putIfAbsent(Object key, Object value) {
    return cache.putIfAbsent(key, value);
  }

  @Override
  public void evict(Object key) {
    cache.evict(key);
  }

  @Override
  public void clear() {
    cache.clear();
  }
}
