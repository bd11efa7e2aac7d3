package dev.fleetaccess.local.repository;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps the git library away from the configuration of whoever runs this: it would obey theirs, and
 * write what it measures of the file system into their home.
 */
final class OwnConfiguration extends SystemReader.Delegate {
  private OwnConfiguration(SystemReader outer) {
    super(outer);
  }

  /** Takes effect for the whole program; once is enough, more does no harm. */
  static void install() {
    // Measured in the foreground, the file system's clock holds the first push up for seconds.
    FS.FileStoreAttributes.setBackground(true);
    SystemReader present = SystemReader.getInstance();
    if (!(present instanceof OwnConfiguration)) {
      SystemReader.setInstance(new OwnConfiguration(present));
    }
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS files) {
    return new Empty(parent, files);
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS files) {
    return new Empty(parent, files);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS files) {
    return new Empty(parent, files);
  }

  /** A configuration without a file. */
  private static final class Empty extends FileBasedConfig {
    Empty(Config parent, FS files) {
      super(parent, null, files);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
