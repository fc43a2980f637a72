using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Web.Access;
using Forum.Web.Boards.Administration;
using Forum.Web.Components;
using Forum.Web.Framework;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Boards;

/// <summary>The endpoints for boards that aren't pages.</summary>
public static class BoardsHosting
{
    /// <summary>Adds what board pages need.</summary>
    public static void AddBoardPages(this IServiceCollection services)
    {
        services.AddHandler<BoardPageId>();
        services.AddHandler<ArrangeBoardsStep>();
    }

    /// <summary>Maps the form with which a member ignores a board, and the link that hides the welcome.</summary>
    public static void MapBoards(this WebApplication app)
    {
        app.MapWelcome();
        app.MapPost("/b/{id:int}/ignore", static async (
            HttpContext context, IgnoreBoard ignore, IStringLocalizer<Texts> texts, int id, [FromForm] bool isIgnored) =>
        {
            var outcome = await ignore.RunAsync(await context.ViewerAsync(), id, isIgnored, context.RequestAborted);
            return outcome.IsDone ? Results.LocalRedirect(Links.Board(outcome.Value)) : Answers.Refused(outcome.Refusal!, texts);
        });
    }
}
