using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Site;

/// <summary>The forum's general settings, as submitted.</summary>
/// <param name="ForumName">The name, up to <see cref="ForumState.MaxNameLength"/> characters.</param>
/// <param name="Description">What it's about, up to <see cref="ForumState.MaxDescriptionLength"/> characters; empty for none.</param>
/// <param name="HomeTab">What the home page shows first.</param>
public sealed record ForumSettingsForm(string? ForumName, string? Description, HomeTab HomeTab = HomeTab.Boards);

/// <summary>Changes the general settings: what the forum is called, what it's about and what its home page shows first. Administrators only.</summary>
[SafeBesideOthers("a single statement; writes what it was given")]
public sealed class ChangeForumSettings(ForumWriter writer)
{
    /// <summary>Saves the settings. Name and description become a single line.</summary>
    public Task<Outcome<Done>> RunAsync(Viewer viewer, ForumSettingsForm form, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        var (name, description) = (WritingRules.CleanTitle(form.ForumName), WritingRules.CleanTitle(form.Description));
        if ((SetUpForum.CheckName(name) ?? CheckDescription(description) ?? CheckTab(form.HomeTab)) is { } refusal)
            return Task.FromResult<Outcome<Done>>(refusal);
        return writer.WriteAsync<Done>(
            async scope =>
            {
                var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
                if (!actor.IsAdministrator)
                    return actor.RefusalToAct ?? Refusal.NotFound;
                await scope.Db.State.ExecuteUpdateAsync(
                    set => set.SetProperty(state => state.Name, name).SetProperty(state => state.Description, description).SetProperty(state => state.HomeTab, form.HomeTab),
                    cancellation);
                scope.Raise(new ForumRenamed());
                return default(Done);
            },
            cancellation);
    }

    private static Refusal? CheckDescription(string description) => ShownText.IsLongerThan(description, ForumState.MaxDescriptionLength)
        ? new Refusal("Use at most {0} characters.", nameof(ForumSettingsForm.Description), ForumState.MaxDescriptionLength)
        : null;

    private static Refusal? CheckTab(HomeTab tab) => Enum.IsDefined(tab) ? null : new Refusal("Choose a tab.", nameof(ForumSettingsForm.HomeTab));
}
