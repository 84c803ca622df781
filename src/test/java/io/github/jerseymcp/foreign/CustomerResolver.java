package io.github.jerseymcp.foreign;

import io.github.jerseymcp.tenant.IssuerResolver;
import io.github.jerseymcp.token.TrustedIssuer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Customers of a product, as a table of a database has them. */
final class CustomerResolver {

  private final List<Customer> customers = new CopyOnWriteArrayList<>();
  private volatile boolean connected = true;
  private int added;

  IssuerResolver byIssuer() {
    return issuer -> find(Customer::issuer, issuer);
  }

  IssuerResolver byTenant() {
    return tenant -> find(Customer::name, tenant);
  }

  Customer add() {
    String name = "customer-" + added++;
    Customer customer = new Customer(name, "https://sso.example.com/realms/" + name);
    customers.add(customer);
    return customer;
  }

  void remove(String name) {
    customers.removeIf(one -> one.name().equals(name) || one.issuer().equals(name));
  }

  void connect(boolean isConnected) {
    connected = isConnected;
  }

  private Optional<TrustedIssuer> find(Function<Customer, String> column, String value) {
    if (!connected) {
      throw new IllegalStateException("There is no connection");
    }
    return customers.stream()
        .filter(one -> column.apply(one).equals(value))
        .findFirst()
        .map(one -> TrustedIssuer.keycloak(one.issuer()));
  }

  record Customer(String name, String issuer) {}
}
