using System.CommandLine;

namespace Forum.Web.Commands;

/// <summary>Tells the settings among the arguments from what was misspelled.</summary>
internal static class SettingTokens
{
    // The names that the host knows and that have no section.
    private static readonly string[] HostKeys =
        ["urls", "http_ports", "https_ports", "environment", "contentRoot", "applicationName", "AllowedHosts", "DetailedErrors"];

    /// <summary>Why the arguments that no command knows cannot be settings either; null when they are settings.</summary>
    public static string? Refuse(IReadOnlyList<string> tokens, RootCommand root, Command command)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (!token.StartsWith("--", StringComparison.Ordinal) && !token.Contains('='))
                return NotAWord(token, root, command);

            // A misspelled option of a command would otherwise go on to the host, which passes over what it does not know.
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
