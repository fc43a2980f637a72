using System.Globalization;
using Bogus;
using Forum.Core.Accounts.Registration;
using Forum.Core.Text;

namespace Forum.Web.Commands.Seeding;

/// <summary>Invents members from several countries.</summary>
internal sealed class SeedPeople(int seed)
{
    private static readonly string[] Locales = ["en", "de", "fr", "es", "it", "nl", "pl", "sv", "pt_BR", "tr", "cz", "fi", "ru", "el", "ja", "ko"];

    private readonly Randomizer _chance = new(seed);
    private readonly Faker[] _fakers = [.. Locales.Select((locale, i) => new Faker(locale) { Random = new Randomizer(unchecked(seed + i)) })];
    private readonly HashSet<string> _skeletons = new(StringComparer.Ordinal);
    private int _invented;

    /// <summary>A member with a valid name that this instance hasn't used before.</summary>
    public ImportedMember Invent(DateTimeOffset joinedAt)
    {
        for (; ; )
        {
            var name = Name();
            if (MemberNames.Refusal(name) is null && _skeletons.Add(MemberNames.Skeleton(name)))
                return new ImportedMember(name, Email(), joinedAt);
        }
    }

    private string Name()
    {
        // Half of them from where the forum is at home; Japanese and Korean names are too short to be unique often.
        var faker = _chance.Bool(0.5f) ? _fakers[0] : _chance.ArrayElement(_fakers);
        var (first, last) = (Word(faker.Name.FirstName()), Word(faker.Name.LastName()));
        return _chance.Int(0, 6) switch
        {
            0 => first,
            1 => $"{first}_{last}",
            2 => $"{first}.{last}",
            3 => first + last[..1],
            4 => string.Create(CultureInfo.InvariantCulture, $"{first}{_chance.Int(2, 99)}"),
            5 => first.ToLowerInvariant() + "-" + last.ToLowerInvariant(),
            _ => string.Create(CultureInfo.InvariantCulture, $"{last}{_chance.Int(1960, 2009)}"),
        };
    }

    private string Email() => string.Create(CultureInfo.InvariantCulture, $"m{(uint)seed:x}.{++_invented}@example.org");

    private static string Word(string name) => name.Split(' ')[0].Trim('.', '-', '\'').Replace("'", "", StringComparison.Ordinal) is { Length: > 0 } word ? word : "Kim";
}
