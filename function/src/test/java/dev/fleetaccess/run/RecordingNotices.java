package dev.fleetaccess.run;

import dev.fleetaccess.fleet.Faults;
import dev.fleetaccess.report.Notice;
import java.util.ArrayList;
import java.util.List;

/** Keeps what would be told. */
public final class RecordingNotices implements Notices {
  private final List<Notice> told = new ArrayList<>();
  private final Faults faults = new Faults();

  /** What was told, in order. */
  public synchronized List<Notice> told() {
    return List.copyOf(told);
  }

  /** What goes wrong: {@code tell}. */
  public Faults faults() {
    return faults;
  }

  @Override
  public synchronized void tell(Notice notice) {
    faults.check("tell");
    told.add(notice);
  }
}
