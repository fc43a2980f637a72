using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Forum.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MembersAmongThemselves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Reactions",
                table: "Posts",
                type: "TEXT",
                maxLength: 80,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "AvatarVersion",
                table: "Members",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DeletedAt",
                table: "Members",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DeletionDueAt",
                table: "Members",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DisplayName",
                table: "Members",
                type: "TEXT",
                maxLength: 50,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "FollowerCount",
                table: "Members",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "MessagesFrom",
                table: "Members",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ReactionCount",
                table: "Members",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ThreadCount",
                table: "Members",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Signature",
                table: "MemberAbouts",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "SignatureHtml",
                table: "MemberAbouts",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "FormerPosts",
                table: "AccountSettings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "GraceDays",
                table: "AccountSettings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 14);

            migrationBuilder.CreateTable(
                name: "Avatars",
                columns: table => new
                {
                    MemberId = table.Column<int>(type: "INTEGER", nullable: false),
                    Large = table.Column<byte[]>(type: "BLOB", nullable: false),
                    LargeType = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Small = table.Column<byte[]>(type: "BLOB", nullable: true),
                    SmallType = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Avatars", x => x.MemberId);
                    table.ForeignKey(
                        name: "FK_Avatars_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DataExports",
                columns: table => new
                {
                    MemberId = table.Column<int>(type: "INTEGER", nullable: false),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    FileKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataExports", x => x.MemberId);
                    table.ForeignKey(
                        name: "FK_DataExports_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "IgnoredBoards",
                columns: table => new
                {
                    MemberId = table.Column<int>(type: "INTEGER", nullable: false),
                    BoardId = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IgnoredBoards", x => new { x.MemberId, x.BoardId });
                    table.ForeignKey(
                        name: "FK_IgnoredBoards_Boards_BoardId",
                        column: x => x.BoardId,
                        principalTable: "Boards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_IgnoredBoards_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MemberBlocks",
                columns: table => new
                {
                    MemberId = table.Column<int>(type: "INTEGER", nullable: false),
                    BlockedId = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberBlocks", x => new { x.MemberId, x.BlockedId });
                    table.ForeignKey(
                        name: "FK_MemberBlocks_Members_BlockedId",
                        column: x => x.BlockedId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MemberBlocks_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MemberChoices",
                columns: table => new
                {
                    MemberId = table.Column<int>(type: "INTEGER", nullable: false),
                    Theme = table.Column<int>(type: "INTEGER", nullable: false),
                    PagesTogether = table.Column<int>(type: "INTEGER", nullable: false),
                    HidesSignatures = table.Column<bool>(type: "INTEGER", nullable: false),
                    WithoutShortcuts = table.Column<bool>(type: "INTEGER", nullable: false),
                    TimeZone = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberChoices", x => x.MemberId);
                    table.ForeignKey(
                        name: "FK_MemberChoices_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MemberFollows",
                columns: table => new
                {
                    FollowerId = table.Column<int>(type: "INTEGER", nullable: false),
                    FollowedId = table.Column<int>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberFollows", x => new { x.FollowerId, x.FollowedId });
                    table.ForeignKey(
                        name: "FK_MemberFollows_Members_FollowedId",
                        column: x => x.FollowedId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MemberFollows_Members_FollowerId",
                        column: x => x.FollowerId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PostReactions",
                columns: table => new
                {
                    PostId = table.Column<long>(type: "INTEGER", nullable: false),
                    MemberId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PostReactions", x => new { x.PostId, x.MemberId });
                    table.ForeignKey(
                        name: "FK_PostReactions_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PostReactions_Posts_PostId",
                        column: x => x.PostId,
                        principalTable: "Posts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMails_MemberId",
                table: "OutboxMails",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_Members_AwaitsConfirmation",
                table: "Members",
                column: "AwaitsConfirmation",
                filter: "\"AwaitsConfirmation\"");

            migrationBuilder.CreateIndex(
                name: "IX_Members_DeletionDueAt",
                table: "Members",
                column: "DeletionDueAt",
                filter: "\"DeletionDueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_MemberAbouts_RendererVersion",
                table: "MemberAbouts",
                column: "RendererVersion");

            migrationBuilder.CreateIndex(
                name: "IX_DataExports_State_RequestedAt",
                table: "DataExports",
                columns: new[] { "State", "RequestedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_IgnoredBoards_BoardId",
                table: "IgnoredBoards",
                column: "BoardId");

            migrationBuilder.CreateIndex(
                name: "IX_MemberBlocks_BlockedId",
                table: "MemberBlocks",
                column: "BlockedId");

            migrationBuilder.CreateIndex(
                name: "IX_MemberFollows_FollowedId_FollowerId",
                table: "MemberFollows",
                columns: new[] { "FollowedId", "FollowerId" });

            migrationBuilder.CreateIndex(
                name: "IX_PostReactions_MemberId_PostId",
                table: "PostReactions",
                columns: new[] { "MemberId", "PostId" });

            migrationBuilder.CreateIndex(
                name: "IX_PostReactions_PostId_Kind_At",
                table: "PostReactions",
                columns: new[] { "PostId", "Kind", "At" });

            // A counter begins with what is there.
            migrationBuilder.Sql("""
                UPDATE "Members" SET "ThreadCount" =
                    (SELECT COUNT(*) FROM "Threads" WHERE "Threads"."AuthorId" = "Members"."Id" AND NOT "Threads"."IsRemoved")
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Avatars");

            migrationBuilder.DropTable(
                name: "DataExports");

            migrationBuilder.DropTable(
                name: "IgnoredBoards");

            migrationBuilder.DropTable(
                name: "MemberBlocks");

            migrationBuilder.DropTable(
                name: "MemberChoices");

            migrationBuilder.DropTable(
                name: "MemberFollows");

            migrationBuilder.DropTable(
                name: "PostReactions");

            migrationBuilder.DropIndex(
                name: "IX_OutboxMails_MemberId",
                table: "OutboxMails");

            migrationBuilder.DropIndex(
                name: "IX_Members_AwaitsConfirmation",
                table: "Members");

            migrationBuilder.DropIndex(
                name: "IX_Members_DeletionDueAt",
                table: "Members");

            migrationBuilder.DropIndex(
                name: "IX_MemberAbouts_RendererVersion",
                table: "MemberAbouts");

            migrationBuilder.DropColumn(
                name: "Reactions",
                table: "Posts");

            migrationBuilder.DropColumn(
                name: "AvatarVersion",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "DeletedAt",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "DeletionDueAt",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "DisplayName",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "FollowerCount",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "MessagesFrom",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "ReactionCount",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "ThreadCount",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "Signature",
                table: "MemberAbouts");

            migrationBuilder.DropColumn(
                name: "SignatureHtml",
                table: "MemberAbouts");

            migrationBuilder.DropColumn(
                name: "FormerPosts",
                table: "AccountSettings");

            migrationBuilder.DropColumn(
                name: "GraceDays",
                table: "AccountSettings");
        }
    }
}
