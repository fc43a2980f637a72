using System.CommandLine;

namespace Forum.Web.Commands;

/// <summary>Distinguishes settings among the arguments from typos.</summary>
internal static class SettingTokens
{
    // The names without a section that the host knows.
    private static readonly string[] HostKeys =
        ["urls", "http_ports", "https_ports", "environment", "contentRoot", "applicationName", "AllowedHosts", "DetailedErrors"];

    /// <summary>Why arguments that no command recognizes can't be settings either; null when they are settings.</summary>
    public static string? Refuse(IReadOnlyList<string> tokens, RootCommand root, Command command)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (!token.StartsWith("--", StringComparison.Ordinal) && !token.Contains('='))
                return NotAWord(token, root, command);

            // Otherwise a misspelled option of a command would go to the host, which ignores what it doesn't know.
            var key = token.Split('=', 2)[0].TrimStart('-');
            if (command != root && !key.Contains(':') && !HostKeys.Contains(key, StringComparer.OrdinalIgnoreCase))
                return $"The command \"{command.Name}\" has no option --{key}. Run \"{command.Name} --help\" to see its options.";
            if (!token.Contains('=') && ++i == tokens.Count)
                return $"The setting {token} has no value. Write {token}=value.";
        }

        return null;
    }

    private static string NotAWord(string token, RootCommand root, Command command) => command == root
        ? $"There's no command \"{token}\". The commands are {string.Join(" and ", root.Subcommands.Select(known => known.Name))}. Run --help to see what each does."
        : $"The command \"{command.Name}\" doesn't take \"{token}\". Run \"{command.Name} --help\" to see its options.";
}
