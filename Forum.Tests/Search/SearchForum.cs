using Forum.Core.Access;
using Forum.Core.Search;
using Forum.Core.Search.Sqlite;
using Forum.Tests.Support;


namespace Forum.Tests.Search;

/// <summary>What the search tests ask for again and again.</summary>
internal static class SearchForum
{
    extension(CastForum forum)
    {
        /// <summary>The first page of results.</summary>
        public async Task<SearchResults> SearchAsync(Viewer viewer, SearchRequest request)
        {
            var outcome = await forum.Get<SearchQueries>().FindAsync(viewer, request, TestContext.Current.CancellationToken);
            return outcome.IsDone ? outcome.Value : throw new InvalidOperationException(outcome.Refusal!.Text);
        }

        /// <summary>The IDs of what everyone finds, newest first.</summary>
        public async Task<long[]> FoundAsync(string words) => [.. (await forum.SearchAsync(Viewer.Guest, new SearchRequest(words))).Hits.Select(hit => hit.Id)];
    }
}
