using Bogus;

namespace Forum.Web.Commands.Seeding;

/// <summary>Code snippets in several languages, each with its own names and numbers.</summary>
internal static class SeedSnippets
{
    private static readonly string[] Names =
    [
        "readings", "members", "orders", "photos", "entries", "loans", "rides", "harvest", "weather", "minutes", "invoices", "recipes",
    ];

    private static readonly Func<string, int, string>[] Makers =
    [
        static (name, n) => $"""
            ```bash
            #!/bin/sh
            set -eu
            for file in /srv/{name}/*.csv; do
              sort -u "$file" > "$file.{n}" && mv "$file.{n}" "$file"
            done
            ```
            """,
        static (name, n) => $$"""
            ```csharp
            // Every {{n}} minutes, and never twice at once.
            var {{name}} = await db.Set<Row>().Where(row => row.Age > {{n}}).ToListAsync();
            foreach (var row in {{name}})
                Console.WriteLine($"{row.Id}: {row.Total:N2}");
            ```
            """,
        static (name, n) => $$"""
            ```python
            from collections import Counter

            def most_common(path="{{name}}.txt", count={{n}}):
                with open(path, encoding="utf-8") as lines:
                    return Counter(line.strip() for line in lines).most_common(count)
            ```
            """,
        static (name, n) => $"""
            ```sql
            SELECT place, count(*) AS total
            FROM {name}
            WHERE created_at > date('now', '-{n} days')
            GROUP BY place
            ORDER BY total DESC;
            ```
            """,
        static (name, n) => $$"""
            ```javascript
            const {{name}} = await (await fetch("/api/{{name}}?limit={{n}}")).json();
            console.log({{name}}.filter(one => one.open).map(one => one.title));
            ```
            """,
        static (name, n) => $$"""
            ```json
            { "name": "{{name}}", "keep": {{n}}, "compress": true }
            ```
            """,
        static (name, n) => $"""
            ```yaml
            {name}:
              schedule: "{n} 3 * * *"
              retries: {n % 5}
            ```
            """,
        static (name, n) => $"""
            ```diff
            -{name}.timeout = {n}
            +{name}.timeout = {n * 2}
            ```
            """,
    ];

    /// <summary>A fenced snippet.</summary>
    public static string Draw(Randomizer chance) => chance.ArrayElement(Makers)(chance.ArrayElement(Names), chance.Int(2, 90));
}
