using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Site;

/// <summary>The front page, as submitted.</summary>
/// <param name="Description">What the forum is about, up to <see cref="ForumState.MaxDescriptionLength"/> characters of
/// plain text; may be empty.</param>
/// <param name="HomeTab">What the home page shows first.</param>
public sealed record FrontPageForm(string? Description, HomeTab HomeTab);

/// <summary>Changes what visitors see first. Administrators only.</summary>
[SafeBesideOthers("a single statement; writes what it was given")]
public sealed class ChangeFrontPage(ForumWriter writer)
{
    /// <summary>Saves it.</summary>
    public Task<Outcome<Done>> RunAsync(Viewer viewer, FrontPageForm form, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(form);
        var description = WritingRules.CleanTitle(form.Description);
        if (ShownText.IsLongerThan(description, ForumState.MaxDescriptionLength))
        {
            return Task.FromResult<Outcome<Done>>(new Refusal(
                "The description is {0:N0} characters long. The limit is {1:N0}.", nameof(form.Description), ShownText.Count(description), ForumState.MaxDescriptionLength));
        }

        if (!Enum.IsDefined(form.HomeTab))
            return Task.FromResult<Outcome<Done>>(new Refusal("Choose a tab.", nameof(form.HomeTab)));
        return writer.WriteAsync<Done>(
            async scope =>
            {
                var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
                if (!actor.IsAdministrator)
                    return actor.RefusalToAct ?? Refusal.NotFound;
                await scope.Db.State.ExecuteUpdateAsync(
                    set => set.SetProperty(state => state.Description, description).SetProperty(state => state.HomeTab, form.HomeTab), cancellation);
                scope.Raise(new ForumRenamed());
                return default(Done);
            },
            cancellation);
    }
}
