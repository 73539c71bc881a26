package dev.epicenter.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Says which Epicenter this is, and on which Java it runs. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"epicenter " + number() + " (Java " + Runtime.version() + ")"};
    }

    /** As the jar's manifest has it. */
    static String number() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");
    }
}
