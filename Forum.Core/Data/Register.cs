using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Data;

/// <summary>What rooms register under a number that is stored, such as a kind of email.</summary>
public interface IRegistered
{
    /// <summary>The highest number allowed.</summary>
    static virtual int MaxNumber => int.MaxValue;

    /// <summary>The stored number. Never change it, and never use it again for something else.</summary>
    int Number { get; }

    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>Lower ones come first on pages; the same ones in order of their <see cref="Number"/>.</summary>
    int Order => 0;
}

/// <summary>All that rooms have registered of one type.</summary>
/// <typeparam name="T">The type, such as a kind of email.</typeparam>
public sealed class Register<T>(IEnumerable<T> entries)
    where T : class, IRegistered
{
    private readonly FrozenDictionary<int, T> _byNumber = entries.ToFrozenDictionary(static entry => entry.Number);

    /// <summary>All of them, in the order for pages.</summary>
    public IReadOnlyList<T> All { get; } = [.. entries.OrderBy(static entry => entry.Order).ThenBy(static entry => entry.Number)];

    /// <summary>What is registered under a stored number; null if its room isn't part of the forum anymore.</summary>
    public T? Find(int number) => _byNumber.GetValueOrDefault(number);

    /// <summary>The names in a stored set, which has the bit of each number, separated by commas; "None" if there are none.</summary>
    public string NamesIn(int set)
    {
        var names = All.Where(entry => (set & (1 << entry.Number)) != 0).OrderBy(static entry => entry.Number).Select(static entry => entry.Name);
        return string.Join(", ", names.DefaultIfEmpty("None"));
    }
}

/// <summary>Fills registers.</summary>
public static class Registration
{
    /// <summary>Registers what a room has declared.</summary>
    /// <typeparam name="T">The type, such as a kind of email.</typeparam>
    /// <exception cref="StartRefusedException">A number is already taken, or too high.</exception>
    public static IServiceCollection Register<T>(this IServiceCollection services, params ReadOnlySpan<T> entries)
        where T : class, IRegistered
    {
        foreach (var entry in entries)
        {
            if (entry.Number < 0 || entry.Number > T.MaxNumber)
                throw new StartRefusedException($"{typeof(T).Name} \"{entry.Name}\" has the number {entry.Number}. Use one from 0 to {T.MaxNumber}.");
            var number = entry.Number;
            if (services.Where(static service => service.ServiceType == typeof(T)).Select(static service => service.ImplementationInstance).OfType<T>()
                .FirstOrDefault(other => other.Number == number) is { } other)
            {
                throw new StartRefusedException($"{typeof(T).Name} {number} is registered twice, as \"{other.Name}\" and as \"{entry.Name}\". Give one of them another number.");
            }

            services.AddSingleton(entry);
        }

        return services;
    }
}
