package dev.epicenter.cli;

import java.util.Map;

/** When text is coloured. */
enum ColorChoice {
    AUTO,
    ALWAYS,
    NEVER;

    /**
     * Whether to colour what goes to standard output.
     *
     * @param environment its {@code NO_COLOR} (see no-color.org) and {@code TERM=dumb} switch AUTO off
     */
    boolean wants(Terminal terminal, Map<String, String> environment) {
        return switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> terminal.out()
                    && environment.getOrDefault("NO_COLOR", "").isEmpty()
                    && !"dumb".equals(environment.get("TERM"));
        };
    }
}
