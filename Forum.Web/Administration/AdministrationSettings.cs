using Forum.Core.Access;
using Forum.Core.Data;

namespace Forum.Web.Administration;

/// <summary>What a settings page edits. A record, so that an unchanged copy is equal.</summary>
/// <typeparam name="T">The record itself.</typeparam>
public interface ISettingsFields<out T>
{
    /// <summary>A copy to edit.</summary>
    T Copy();
}

/// <summary>
/// A settings page: fields that are edited together and saved with the bar at the bottom. What's being typed is kept
/// when another administrator changes something.
/// </summary>
/// <typeparam name="TFields">The fields.</typeparam>
public abstract class AdministrationSettings<TFields> : AdministrationPage
    where TFields : class, ISettingsFields<TFields>
{
    private TFields? _stored;

    /// <summary>What is in the fields; null until it was read.</summary>
    protected TFields? Fields { get; private set; }

    /// <summary>Whether something was typed that isn't saved.</summary>
    protected bool IsChanged => Fields is not null && !Fields.Equals(_stored);

    /// <summary>Whether it is being saved.</summary>
    protected bool IsSaving { get; private set; }

    /// <summary>Reads what is stored.</summary>
    protected abstract Task<TFields> ReadFieldsAsync();

    /// <summary>Runs the act that stores it.</summary>
    protected abstract Task<Outcome<Done>> WriteFieldsAsync(Viewer viewer, TFields fields);

    /// <inheritdoc />
    protected override async Task ReadAsync()
    {
        var stored = await ReadFieldsAsync();
        if (!IsChanged)
            Fields = stored.Copy();
        _stored = stored;
    }

    /// <summary>Saves the fields, and shows them as they are stored.</summary>
    /// <returns>Whether they were saved.</returns>
    protected async Task<bool> SaveAsync()
    {
        if (IsSaving || Fields is null || !IsChanged)
            return false;
        IsSaving = true;
        try
        {
            var typed = Fields.Copy();
            if (!await TryAsync(viewer => WriteFieldsAsync(viewer, typed), Words["Settings saved."]))
                return false;
            Fields = _stored!.Copy();
            return true;
        }
        finally
        {
            IsSaving = false;
        }
    }

    /// <summary>Puts back what is stored.</summary>
    protected void Discard()
    {
        Fields = _stored?.Copy();
        ForgetProblem();
    }
}
