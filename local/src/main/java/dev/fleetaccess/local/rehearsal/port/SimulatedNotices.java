package dev.fleetaccess.local.rehearsal.port;

import dev.fleetaccess.fleet.Failure;
import dev.fleetaccess.fleet.RemoteFailure;
import dev.fleetaccess.local.rehearsal.port.Effects.Call;
import dev.fleetaccess.report.Notice;
import dev.fleetaccess.report.NoticeEvent;
import dev.fleetaccess.report.NoticeText;
import dev.fleetaccess.run.Notices;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Notices that nobody reads, by the calls that the adapter of AWS makes. */
public final class SimulatedNotices implements Notices {
  /** As in the adapter. */
  private static final int BATCH = 10;

  private final Effects effects;

  /** Notices that go out by those effects. */
  public SimulatedNotices(Effects effects) {
    this.effects = Objects.requireNonNull(effects);
  }

  /** Neither the mail nor a batch of events keeps the others from being tried. */
  @Override
  public void tell(Notice notice) {
    List<Runnable> deeds = new ArrayList<>();
    deeds.add(() -> publish(notice));
    List<NoticeEvent> events = NoticeEvent.of(notice);
    for (int from = 0; from < events.size(); from += BATCH) {
      List<NoticeEvent> batch = events.subList(from, Math.min(from + BATCH, events.size()));
      deeds.add(() -> put(notice, batch));
    }
    Optional<RemoteFailure> first = Optional.empty();
    for (Runnable deed : deeds) {
      try {
        deed.run();
      } catch (RemoteFailure e) {
        first = first.or(() -> Optional.of(e));
      }
    }
    first.ifPresent(
        failure -> {
          throw failure;
        });
  }

  private void publish(Notice notice) {
    NoticeText text = NoticeText.of(notice);
    effects.run(new Call("sns", "Publish", "", about(notice) + " " + hash(text.body())), () -> {});
  }

  private void put(Notice notice, List<NoticeEvent> batch) {
    List<String> details = batch.stream().map(NoticeEvent::detail).toList();
    List<NoticeEvent> refused =
        effects.call(
            new Call("eventbridge", "PutEvents", "", about(notice) + " " + hash("" + details)),
            () -> effects.refused(batch),
            some -> some.isEmpty() ? "" : some.size() + " of them refused");
    if (!refused.isEmpty()) {
      throw new RemoteFailure(
          new Failure(Failure.Kind.UNAVAILABLE, "InternalFailure", "The entry was not taken"));
    }
  }

  private static String about(Notice notice) {
    return notice.about() + " " + notice.happening();
  }

  private static String hash(String text) {
    return Integer.toHexString(text.hashCode());
  }
}
