using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CommandCenter.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class OutsideMessagesAndAssignments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notices_EscalationId_Step_Attempt_UserId",
                table: "Notices");

            migrationBuilder.AlterColumn<string>(
                name: "Trigger",
                table: "Notices",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "nvarchar(40)",
                oldMaxLength: 40);

            migrationBuilder.AlterColumn<Guid>(
                name: "EscalationId",
                table: "Notices",
                type: "uniqueidentifier",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uniqueidentifier");

            migrationBuilder.AlterColumn<string>(
                name: "Chain",
                table: "Notices",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "nvarchar(100)",
                oldMaxLength: 100);

            migrationBuilder.AddColumn<string>(
                name: "By",
                table: "Notices",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Messages",
                table: "AlarmConditions",
                type: "nvarchar(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_EscalationId_Step_Attempt_UserId",
                table: "Notices",
                columns: new[] { "EscalationId", "Step", "Attempt", "UserId" },
                unique: true,
                filter: "[EscalationId] IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notices_EscalationId_Step_Attempt_UserId",
                table: "Notices");

            migrationBuilder.DropColumn(
                name: "By",
                table: "Notices");

            migrationBuilder.DropColumn(
                name: "Messages",
                table: "AlarmConditions");

            migrationBuilder.AlterColumn<string>(
                name: "Trigger",
                table: "Notices",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "nvarchar(40)",
                oldMaxLength: 40,
                oldNullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "EscalationId",
                table: "Notices",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uniqueidentifier",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Chain",
                table: "Notices",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "nvarchar(100)",
                oldMaxLength: 100,
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Notices_EscalationId_Step_Attempt_UserId",
                table: "Notices",
                columns: new[] { "EscalationId", "Step", "Attempt", "UserId" },
                unique: true);
        }
    }
}
