package dev.fleetaccess.local.sim;

import dev.fleetaccess.local.sim.base.Agenda;
import dev.fleetaccess.local.sim.base.AwsError;
import dev.fleetaccess.local.sim.base.Identifiers;
import dev.fleetaccess.local.sim.base.TokenBucket;
import dev.fleetaccess.local.sim.iam.IamDirectory;
import dev.fleetaccess.local.sim.iam.Role;
import dev.fleetaccess.local.sim.iam.RoleSpec;
import dev.fleetaccess.local.sim.org.AccountCreation;
import dev.fleetaccess.local.sim.org.Organization;
import dev.fleetaccess.local.sim.policy.Decision;
import dev.fleetaccess.local.sim.policy.RequestContext;
import dev.fleetaccess.local.sim.stack.CloudFormation;
import dev.fleetaccess.local.sim.sts.Authorizer;
import dev.fleetaccess.local.sim.sts.Session;
import dev.fleetaccess.local.sim.sts.Sessions;
import dev.fleetaccess.local.sim.sts.Sts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The whole simulated world: an organization, the IAM and the stacks of its accounts, and the
 * sessions in them. Any thread may call it; one lock orders the calls. Nothing happens between
 * calls: each call first lets happen what became due by its own time. Events go out after the lock
 * is let go.
 */
public final class SimulatedOrganization {
  private final ReentrantLock lock = new ReentrantLock();
  private final WorldSettings settings;
  private final InstantSource clock;
  private final Agenda agenda;
  private final IamDirectory iam;
  private final Organization organization;
  private final AccountCreation creation;
  private final Sessions sessions;
  private final Authorizer authorizer;
  private final Sts sts;
  private final CloudFormation cloudFormation;
  private final CallCounter calls = new CallCounter();
  private final Map<String, TokenBucket> buckets = new HashMap<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final List<String> outbox = new ArrayList<>();
  private volatile Interference interference = Interference.none();

  /** A world of those settings that lives by that clock. */
  public SimulatedOrganization(WorldSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    agenda = new Agenda(clock.instant());
    var identifiers = new Identifiers(settings.seed());
    var partition = settings.organization().partition();
    iam = new IamDirectory(partition, identifiers, agenda, settings.rolePropagation());
    organization = new Organization(settings.organization(), agenda, identifiers, outbox::add);
    creation = new AccountCreation(organization, iam, agenda, identifiers);
    sessions = new Sessions(iam, agenda, identifiers);
    authorizer = new Authorizer(iam, organization);
    sts = new Sts(iam, organization, agenda, sessions, authorizer);
    cloudFormation =
        new CloudFormation(
            partition,
            agenda,
            identifiers,
            iam,
            authorizer,
            settings.stackTime(),
            settings.changeSetTime());
    Beginning.of(settings, organization, creation, agenda.time());
  }

  /** What the world was like at its beginning. */
  public WorldSettings settings() {
    return settings;
  }

  /** Sends every event from now on to that listener, as EventBridge's JSON; on any thread. */
  public void onEvent(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** Makes calls fail as that says. */
  public void interfere(Interference newInterference) {
    interference = newInterference;
  }

  /** Lets happen what is due by the clock, and sends the events of it. To be called regularly. */
  public void settle() {
    locked(() -> agenda.time());
  }

  /** When something will be due next; empty when nothing is. */
  public Optional<Instant> nextDue() {
    return locked(agenda::nextDue);
  }

  /** How often each service was called. */
  public CallCounter calls() {
    return calls;
  }

  /**
   * The session of an access key.
   *
   * @throws AwsError {@code InvalidClientTokenId} or {@code ExpiredToken}
   */
  public Session authenticate(String accessKeyId) {
    return locked(() -> sessions.authenticate(accessKeyId));
  }

  /**
   * Whether a session's own policies, its account's control policies included, let it do that.
   *
   * @param resource the ARN, or {@code *}
   */
  public Decision authorize(
      Session session, String action, String resource, RequestContext context) {
    return locked(() -> authorizer.decide(session, action, resource, context));
  }

  /** Creates a role, as the account's administrator would. */
  public Role createRole(String account, RoleSpec spec) {
    return locked(() -> iam.account(account).create(spec));
  }

  /**
   * Credentials of a role as a service gets them for what runs there.
   *
   * @param service such as {@code lambda.amazonaws.com}; the role has to trust it
   * @throws AwsError {@code AccessDenied} when it does not
   */
  public Session assumeAs(String service, String roleArn, String sessionName, Duration lasting) {
    return locked(() -> sts.assumeAs(service, roleArn, sessionName, lasting));
  }

  /** Credentials of a role without asking its policies: for whoever owns this world. */
  public Session issue(String roleArn, String sessionName, Duration lasting) {
    return locked(() -> sts.issue(roleArn, sessionName, lasting));
  }

  /**
   * One call of one operation: counted, held to the rates and to the injected faults, then done in
   * the body, which asks {@link Access#require} for what it touches.
   *
   * @param account the account that the call is about
   * @throws AwsError whatever the service answers
   */
  public <T> T perform(
      Caller caller, String account, String service, String operation, Function<Access, T> body) {
    return perform(caller, account, "", service, operation, body);
  }

  /**
   * As {@link #perform(Caller, String, String, String, Function)}, of a call that asks for a role.
   *
   * @param role the role's ARN; empty where the call asks for none
   */
  public <T> T perform(
      Caller caller,
      String account,
      String role,
      String service,
      String operation,
      Function<Access, T> body) {
    return locked(
        () -> {
          var error = "";
          try {
            admit(caller, service, operation);
            return body.apply(new Access(caller, service + ":" + operation, authorizer));
          } catch (AwsError e) {
            error = e.code();
            throw e;
          } finally {
            calls.count(
                new CallCounter.Key(
                    caller.session().roleArn(), account, service, operation, role, error));
          }
        });
  }

  /** The IAM of all accounts; to be used inside {@link #perform} or {@link #locked} only. */
  public IamDirectory iam() {
    return iam;
  }

  /** The organization; to be used inside {@link #perform} or {@link #locked} only. */
  public Organization organization() {
    return organization;
  }

  /** The creation of accounts; to be used inside {@link #perform} or {@link #locked} only. */
  public AccountCreation creation() {
    return creation;
  }

  /** The token service; to be used inside {@link #perform} or {@link #locked} only. */
  public Sts sts() {
    return sts;
  }

  /** The stacks; to be used inside {@link #perform} or {@link #locked} only. */
  public CloudFormation cloudFormation() {
    return cloudFormation;
  }

  /** Reads or changes the model as its owner, without any question of access. */
  public <T> T locked(Supplier<T> body) {
    var due = List.<String>of();
    lock.lock();
    try {
      agenda.settle(clock.instant());
      return body.get();
    } finally {
      if (lock.getHoldCount() == 1) {
        due = List.copyOf(outbox);
        outbox.clear();
      }
      lock.unlock();
      due.forEach(event -> listeners.forEach(each -> each.accept(event)));
    }
  }

  private void admit(Caller caller, String service, String operation) {
    interference
        .on(caller, service, operation)
        .ifPresent(
            error -> {
              throw error;
            });
    var account = caller.session().account();
    boolean works = organization.find(account).map(each -> each.state().works()).orElse(true);
    if (!works) {
      throw AwsError.accessDenied("The account " + account + " is not active.");
    }
    var rate = settings.rates().bucket(service, operation);
    if (rate.isEmpty()) {
      return;
    }
    var place =
        rate.get() + "@" + account + (service.equals("organizations") ? "" : caller.region());
    var bucket =
        buckets.computeIfAbsent(
            place,
            each -> new TokenBucket(settings.rates().byOperation().get(rate.get()), agenda.time()));
    if (!bucket.take(agenda.time())) {
      throw throttled(service);
    }
  }

  private static AwsError throttled(String service) {
    return service.equals("organizations")
        ? AwsError.of(
                "TooManyRequestsException",
                400,
                "You have sent too many requests in too short a period of time.")
            .with("Type", "REQUEST_RATE_LIMIT")
        : AwsError.of("Throttling", 400, "Rate exceeded");
  }
}
