package dev.epicenter.agent.core;

import dev.epicenter.agent.core.patch.ClassBytes;
import dev.epicenter.agent.core.patch.CodeBytes;
import dev.epicenter.agent.runtime.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts hooks into a class of the JDK. */
final class JdkWeaver {
    /** The woven class file, null when none of the hooks fits. */
    byte @Nullable [] weave(byte[] classFile, List<Hook> hooks) {
        ClassBytes type = ClassBytes.of(classFile);
        if (type == null) {
            return null;
        }
        boolean[] woven = new boolean[hooks.size()];
        boolean any = false;
        for (int method = 0; method < type.methodCount(); method++) {
            CodeBytes code = null;
            for (int i = 0; i < woven.length; i++) {
                Hook hook = hooks.get(i);
                if (type.hasCode(method) && fits(type, method, hook)) {
                    code = code == null ? type.code(method) : code;
                    if (new HookInsertion(type, method, code, hook).insert()) {
                        woven[i] = true;
                        any = true;
                        type.replace(method, code);
                    }
                }
            }
        }
        report(type.name(), hooks, woven);
        return any ? type.toBytes() : null;
    }

    private static boolean fits(ClassBytes type, int method, Hook hook) {
        return type.isNamed(method, hook.method())
                && (hook.descriptor() == null || type.isDescribed(method, hook.descriptor()));
    }

    private static void report(String owner, List<Hook> hooks, boolean[] woven) {
        for (int i = 0; i < woven.length; i++) {
            if (woven[i] || !isDoneByAnother(hooks, woven, hooks.get(i).hook())) {
                String name = owner.replace('/', '.') + "." + hooks.get(i).method();
                (woven[i] ? Status.HOOKS : Status.MISSING_HOOKS).add(name);
            }
        }
    }

    private static boolean isDoneByAnother(List<Hook> hooks, boolean[] woven, String hook) {
        for (int i = 0; i < woven.length; i++) {
            if (woven[i] && hooks.get(i).hook().equals(hook)) {
                return true;
            }
        }
        return false;
    }
}
