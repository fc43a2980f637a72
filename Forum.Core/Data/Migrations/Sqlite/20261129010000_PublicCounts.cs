using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Forum.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PublicCounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What everybody is shown of a member counts only what guests can read.
            migrationBuilder.Sql("""
                UPDATE "Members" SET
                    "ThreadCount" = (SELECT COUNT(*) FROM "Threads" t JOIN "Boards" b ON b."Id" = t."BoardId"
                        WHERE t."AuthorId" = "Members"."Id" AND NOT t."IsRemoved" AND b."ReadRole" = 0),
                    "PostCount" = (SELECT COUNT(*) FROM "Posts" p JOIN "Threads" t ON t."Id" = p."ThreadId" JOIN "Boards" b ON b."Id" = t."BoardId"
                        WHERE p."AuthorId" = "Members"."Id" AND p."RemovedAt" IS NULL AND NOT t."IsRemoved" AND b."ReadRole" = 0),
                    "ReactionCount" = (SELECT COUNT(*) FROM "Posts" p JOIN "PostReactions" r ON r."PostId" = p."Id"
                        JOIN "Threads" t ON t."Id" = p."ThreadId" JOIN "Boards" b ON b."Id" = t."BoardId"
                        WHERE p."AuthorId" = "Members"."Id" AND p."RemovedAt" IS NULL AND NOT t."IsRemoved" AND b."ReadRole" = 0);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                UPDATE "Members" SET
                    "ThreadCount" = (SELECT COUNT(*) FROM "Threads" t WHERE t."AuthorId" = "Members"."Id" AND NOT t."IsRemoved"),
                    "PostCount" = (SELECT COUNT(*) FROM "Posts" p WHERE p."AuthorId" = "Members"."Id" AND p."RemovedAt" IS NULL),
                    "ReactionCount" = (SELECT COUNT(*) FROM "Posts" p JOIN "PostReactions" r ON r."PostId" = p."Id" WHERE p."AuthorId" = "Members"."Id");
                """);
        }
    }
}
